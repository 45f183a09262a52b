// Code blocks: the language, a copy button, and colours by highlight.js.

import { el, icon } from "../shared/dom.js";
import { copyText } from "../shared/clipboard.js";
import { sanitise } from "./markup.js";

// Colours for more than this would hold up the page.
const MOST = 30_000;

function colour(code, language) {
  const text = code.textContent;
  const known = globalThis.hljs?.getLanguage(language);
  if (known && text.length <= MOST) {
    code.replaceChildren(sanitise(globalThis.hljs.highlight(text, { language, ignoreIllegals: true }).value));
  }
}

function copyButton(code) {
  const label = el("span", { text: "Copy" });
  const button = el("button", { type: "button", class: "copy", "aria-label": "Copy code" }, icon("copy"), label);
  button.addEventListener("click", async () => {
    label.textContent = (await copyText(code.textContent)) ? "Copied" : "Not copied";
    setTimeout(() => (label.textContent = "Copy"), 1500);
  });
  return button;
}

export function dressCode(root) {
  for (const pre of root.querySelectorAll("pre")) {
    const code = pre.querySelector("code");
    if (!code) {
      continue;
    }
    const language = code.className.replace(/^language-/, "");
    colour(code, language);
    pre.tabIndex = 0; // It may scroll sideways, which needs no mouse.
    const head = el("div", { class: "code-head" }, el("span", { text: language || "text" }), copyButton(code));
    const block = el("div", { class: "code" }, head);
    pre.replaceWith(block);
    block.append(pre);
  }
}
