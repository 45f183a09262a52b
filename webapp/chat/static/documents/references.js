// Where an answer comes from: the places in the user's documents.

import { el, icon } from "../shared/dom.js";
import { openDocument } from "./reader.js";

function about({ author, date, page, collection }) {
  return [author, date, page !== undefined && page !== null && `page ${page}`, collection].filter(Boolean).join(" · ");
}

function opener(reference, actions) {
  const open = () => openDocument(reference, about(reference)).catch((problem) => actions.say(problem.message));
  return reference.file_id
    ? el("button", { type: "button", class: "open-source", on: { click: open } }, icon("book"), "Open document")
    : null;
}

function entry(reference, index, actions) {
  const title = reference.title || reference.path || "Document";
  return el(
    "li",
    {},
    el(
      "details",
      {},
      el(
        "summary",
        {},
        el("span", { class: "mark", text: String(index + 1) }),
        el("span", {}, el("bdi", { class: "title", text: title }), el("bdi", { class: "about", text: about(reference) })),
      ),
      el("blockquote", { text: reference.text ?? "", dir: "auto" }),
      opener(reference, actions),
    ),
  );
}

/** What is said under an answer of the documents that were asked; null where none were. */
export function referenceList({ references, unread }, actions) {
  if (!references) {
    return null;
  }
  const entries = references.map((reference, index) => entry(reference, index, actions));
  const parts = entries.length
    ? [el("h2", { text: "Sources" }), el("ol", {}, ...entries)]
    : [el("p", { class: "note", text: "Nothing in the chosen collections fits this question." })];
  if (unread) {
    const files = unread === 1 ? "One file was" : `${unread} files were`;
    parts.push(el("p", { class: "note", text: `${files} still being read, and not asked.` }));
  }
  return el("section", { class: "references", "aria-label": "Sources" }, ...parts);
}
