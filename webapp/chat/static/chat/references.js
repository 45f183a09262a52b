// Where an answer comes from: the places in the user's documents.

import { el } from "../shared/dom.js";
import { openDocument } from "./collections.js";

function about({ author, date, page, collection }) {
  return [author, date, page !== undefined && page !== null && `page ${page}`, collection].filter(Boolean).join(" · ");
}

function opener(reference, actions) {
  const open = () => openDocument(reference).catch((problem) => actions.say(problem.message));
  return reference.file_id
    ? el("button", { type: "button", class: "open-source", text: "Open document", on: { click: open } })
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
        el("bdi", { class: "title", text: title }),
        el("bdi", { class: "about", text: about(reference) }),
      ),
      el("blockquote", { text: reference.text ?? "", dir: "auto" }),
      opener(reference, actions),
    ),
  );
}

export function referenceList(references, actions) {
  if (!references?.length) {
    return null;
  }
  const entries = references.map((reference, index) => entry(reference, index, actions));
  return el("section", { class: "references", "aria-label": "Sources" }, el("h2", { text: "Sources" }), el("ol", {}, ...entries));
}
