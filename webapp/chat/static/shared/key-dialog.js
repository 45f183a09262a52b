// Asks for the API key, and says plainly when the server does not take it.

import { request } from "./api.js";
import { openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { currentKey, isRemembered, keepKey } from "./key.js";

const UNAUTHORIZED = 401;

/** What the server makes of a key: null if it is good, else why not. */
async function refusal(key) {
  try {
    await request("v1/models", { key });
    return null;
  } catch (problem) {
    if (problem.status === UNAUTHORIZED) {
      return key ? "The server does not know this key. Look for the line “API key” where the server was started." : problem.message;
    }
    return problem.unreachable ? problem.message : null; // A model that loads is no fault of the key.
  }
}

/** Shows the dialog; resolves when it has closed, with whether a good key was entered. */
export function askForKey(message = "") {
  const input = el("input", {
    id: "key",
    type: "password",
    autocomplete: "off",
    spellcheck: "false",
    autofocus: true,
    "aria-describedby": "key-problem",
  });
  input.value = currentKey() ?? "";
  const remember = el("input", { type: "checkbox", id: "remember" });
  remember.checked = isRemembered();
  const problem = el("p", { id: "key-problem", class: "field-problem", role: "alert", text: message });
  const save = el("button", { class: "primary", text: "Use this key" });
  const form = el(
    "form",
    { class: "stack" },
    el("p", { text: "The server printed it when it started, or ask whoever runs the server." }),
    el("label", { class: "field" }, el("span", { text: "API key" }), input),
    problem,
    el("label", { class: "check" }, remember, el("span", { text: "Remember it on this device" })),
    el("div", { class: "dialog-buttons" }, save),
  );
  const dialog = openDialog("API key", form);
  let good = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    save.disabled = true;
    const key = input.value.trim();
    const refused = await refusal(key);
    save.disabled = false;
    if (refused) {
      problem.textContent = refused;
      input.setAttribute("aria-invalid", "true");
      input.select();
      return;
    }
    keepKey(key, remember.checked);
    good = true;
    dialog.close();
  });
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(good)));
}
