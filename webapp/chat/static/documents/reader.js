// Shows a document at the place that an answer cites: what was read from it, and the file itself.

import { openDialog } from "../shared/dialog.js";
import { el, icon } from "../shared/dom.js";
import { toast } from "../shared/toast.js";
import { allCollections, contentOf, passagesOf } from "./collections.js";

// A book has thousands of passages; these many are shown around the place, more when asked for.
const AROUND = 25;

const PDF = [0x25, 0x50, 0x44, 0x46]; // %PDF

async function isPdf(blob) {
  const start = new Uint8Array(await blob.slice(0, PDF.length).arrayBuffer());
  return PDF.every((byte, at) => start[at] === byte);
}

/** A PDF opens at its page in a tab of its own; all else is handed over as a file, and never run. */
async function openFile({ file_id: id, page, title, path }) {
  const blob = await contentOf(id);
  const pdf = await isPdf(blob);
  const address = URL.createObjectURL(new Blob([blob], { type: pdf ? "application/pdf" : "application/octet-stream" }));
  const link = el("a", pdf ? { href: page ? `${address}#page=${page}` : address, target: "_blank", rel: "noopener" } : { href: address, download: path || title || "document" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

class Passages {
  #texts;
  #place;
  #first;
  #last;
  element = el("div", { class: "passages", tabindex: 0, role: "document" });

  constructor(texts, place) {
    this.#texts = texts;
    this.#place = place;
    this.#first = Math.max(0, place - AROUND);
    this.#last = Math.min(texts.length, Math.max(place, 0) + AROUND + 1);
    this.#draw();
  }

  #passage(at) {
    const cited = at === this.#place;
    return el("p", { class: cited && "cited", "aria-current": cited && "true", text: this.#texts[at], dir: "auto" });
  }

  #more(label, change) {
    return el("button", { type: "button", class: "quiet", text: label, on: { click: () => (change(), this.#draw()) } });
  }

  #draw() {
    const parts = [];
    for (let at = this.#first; at < this.#last; at += 1) {
      parts.push(this.#passage(at));
    }
    if (this.#first > 0) {
      parts.unshift(this.#more("Show what comes before", () => (this.#first = Math.max(0, this.#first - 2 * AROUND))));
    }
    if (this.#last < this.#texts.length) {
      parts.push(this.#more("Show what comes after", () => (this.#last = Math.min(this.#texts.length, this.#last + 2 * AROUND))));
    }
    this.element.replaceChildren(...parts);
  }

  /** Brings the place into view. */
  reveal() {
    this.element.querySelector(".cited")?.scrollIntoView({ block: "center" });
  }
}

function fileButton(reference) {
  const pdf = reference.page && /\.pdf$/i.test(reference.path ?? "");
  const label = pdf ? `Open the PDF at page ${reference.page}` : "Get the file";
  const open = () => openFile(reference).catch((problem) => toast(problem.message));
  return el("button", { type: "button", on: { click: open } }, icon(pdf ? "book" : "save"), label);
}

/** @param about is a line of author, date and page */
export async function openDocument(reference, about) {
  const collections = await allCollections();
  const collection = collections.find(({ id, name }) => [id, name].includes(reference.collection));
  if (!collection) {
    throw new Error(`There is no collection “${reference.collection}” any more.`);
  }
  const texts = await passagesOf(collection.id, reference.file_id);
  const passages = new Passages(texts, texts.indexOf(reference.text));
  // The file of a folder is not the server's to give.
  const buttons = collection.folder ? [] : [el("div", { class: "reader-buttons" }, fileButton(reference))];
  const dialog = openDialog(reference.title || reference.path || "Document", el("p", { class: "muted", text: about, dir: "auto" }), ...buttons, passages.element);
  dialog.classList.add("reader");
  passages.reveal();
}
