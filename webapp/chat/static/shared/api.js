// Requests to the server, with the key where there is one.

import { authorization } from "./key.js";
import { asProblem, problemOf } from "./problem.js";
import { base } from "./server-address.js";

/** The answer to a request, if it is a good one; else a Problem is thrown. */
export async function request(path, { json, key, headers = {}, ...options } = {}) {
  const all = { ...headers, ...authorization(key) };
  if (json !== undefined) {
    all["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(new URL(path, base), {
      ...options,
      headers: all,
      body: json === undefined ? options.body : JSON.stringify(json),
    });
  } catch (thrown) {
    throw asProblem(thrown);
  }
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response;
}

export async function getJson(path, options = {}) {
  const response = await request(path, { headers: { Accept: "application/json" }, ...options });
  return response.json();
}

export async function postJson(path, json) {
  return (await request(path, { method: "POST", json })).json();
}

/** How it stands with the model: also a 503 has a body that says it. */
export async function health() {
  const response = await fetch(new URL("health", base), { cache: "no-store" });
  return response.json();
}
