// Modal dialogs: the browser's own, so that focus, Escape and the background are taken care of.

import { el, iconButton } from "./dom.js";

/** Opens one; its buttons are the caller's. It leaves the page when it closes. */
export function openDialog(title, ...content) {
  const heading = el("h2", { text: title });
  const dialog = el("dialog", { "aria-label": title });
  const close = iconButton("close", "Close", () => dialog.close());
  dialog.append(el("div", { class: "dialog-head" }, heading, close), ...content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) {
      dialog.close(); // A click beside it.
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A question with one field; what was entered, or null. */
export function ask(title, label, value = "", done = "Save") {
  return new Promise((resolve) => {
    const input = el("input", { type: "text", "aria-label": label, autofocus: true, autocomplete: "off", dir: "auto" });
    input.value = value;
    const form = el("form", { method: "dialog", class: "stack" }, input, buttonRow(done));
    const dialog = openDialog(title, form);
    let answer = null;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer = input.value.trim() || null;
      dialog.close();
    });
    dialog.addEventListener("close", () => resolve(answer));
    input.select();
  });
}

/** A question that is answered by a button; whether it was. */
export function confirm(title, text, done) {
  return new Promise((resolve) => {
    const form = el("form", { class: "stack" }, el("p", { text }), buttonRow(done, "primary danger"));
    const dialog = openDialog(title, form);
    let answer = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer = true;
      dialog.close();
    });
    dialog.addEventListener("close", () => resolve(answer));
  });
}

function buttonRow(done, kind = "primary") {
  const cancel = (event) => event.target.closest("dialog").close();
  return el(
    "div",
    { class: "dialog-buttons" },
    el("button", { type: "button", class: "quiet", text: "Cancel", on: { click: cancel } }),
    el("button", { class: kind, text: done }),
  );
}
