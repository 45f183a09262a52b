// Files that are dropped anywhere on the page. Without this the browser would leave the page for them.

import { el, icon } from "../shared/dom.js";

const isFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

/** @param onFiles takes them; null where nothing can be done with them */
export function acceptDrops(onFiles) {
  const veil = el("div", { class: "drop-veil", hidden: true }, icon("book"), el("span", { text: "Drop files to answer from them" }));
  document.body.append(veil);
  let leaving = 0;
  addEventListener("dragover", (event) => {
    if (isFiles(event)) {
      event.preventDefault();
      clearTimeout(leaving);
      veil.hidden = !onFiles || Boolean(document.querySelector("dialog[open]"));
      // No event tells for sure that the pointer has left; dragover comes again and again while it has not.
      leaving = setTimeout(() => (veil.hidden = true), 400);
    }
  });
  addEventListener("drop", (event) => {
    if (isFiles(event)) {
      event.preventDefault();
      veil.hidden = true;
      if (onFiles && event.dataTransfer.files.length) {
        onFiles([...event.dataTransfer.files]);
      }
    }
  });
}
