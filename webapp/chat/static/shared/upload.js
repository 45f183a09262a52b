// Sending what may be large: fetch does not tell how far it is, XMLHttpRequest does.

import { authorization } from "./key.js";
import { asProblem, problemOf } from "./problem.js";
import { base } from "./server-address.js";

const HEADERS = ["retry-after", "x-request-id"];

/** The JSON of the answer; `told` hears the share that has been sent, from 0 to 1. */
export function upload(path, body, told) {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", new URL(path, base));
    Object.entries(authorization()).forEach(([name, value]) => sending.setRequestHeader(name, value));
    sending.upload.addEventListener("progress", ({ loaded, total }) => total && told(loaded / total));
    sending.addEventListener("error", () => reject(asProblem(new TypeError("It broke off."))));
    sending.addEventListener("load", () => {
      const response = responseOf(sending);
      resolve(response.ok ? response.json() : problemOf(response).then((problem) => Promise.reject(problem)));
    });
    sending.send(body);
  });
}

function responseOf(sent) {
  const headers = new Headers();
  for (const name of HEADERS) {
    const value = sent.getResponseHeader(name);
    if (value !== null) {
      headers.set(name, value);
    }
  }
  return new Response(sent.responseText, { status: sent.status, headers });
}
