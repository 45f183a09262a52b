// Where an answer comes from: the places in the user's documents.

import { el } from "../shared/dom.js";

function about({ author, date, page, collection }) {
  return [author, date, page !== undefined && page !== null && `page ${page}`, collection].filter(Boolean).join(" · ");
}

function entry(reference, index) {
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
    ),
  );
}

export function referenceList(references) {
  return references?.length
    ? el("section", { class: "references", "aria-label": "Sources" }, el("h2", { text: "Sources" }), el("ol", {}, ...references.map(entry)))
    : null;
}
