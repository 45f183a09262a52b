// The files of a collection: which were read, which could not be and why.

import { confirm } from "../shared/dialog.js";
import { el, iconButton } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { toast } from "../shared/toast.js";
import { deleteFile, filesOf } from "./collections.js";

const WORDS = { in_progress: "Being read…", cancelled: "Cancelled" };

function about({ status, problem, pages, passages }) {
  const read = [count(pages, "page"), count(passages, "passage") || "No text in it"].filter(Boolean).join(" · ");
  return status === "failed" ? problem || "It could not be read." : (WORDS[status] ?? read);
}

export class FileList {
  #collection;
  #fixed;
  #changed;
  element = el("ul", { class: "files", hidden: true });

  /**
   * @param collection its id
   * @param fixed whether files come and go by themselves, as those of a folder
   * @param changed is told when a file was deleted
   */
  constructor(collection, { fixed, changed }) {
    this.#collection = collection;
    this.#fixed = fixed;
    this.#changed = changed;
  }

  show(open) {
    this.element.hidden = !open;
    this.refresh();
  }

  async refresh() {
    if (this.element.hidden) {
      return;
    }
    try {
      const files = await filesOf(this.#collection);
      this.element.replaceChildren(...files.map((file) => this.#entry(file)));
    } catch (problem) {
      this.element.replaceChildren(el("li", { text: problem.message }));
    }
  }

  #entry(file) {
    const words = el("span", { class: "file-words" }, el("bdi", { text: file.name }), el("small", { text: about(file), dir: "auto" }));
    const remove = this.#fixed ? null : iconButton("bin", `Delete ${file.name}`, () => this.#remove(file));
    return el("li", { class: file.status === "failed" && "failed" }, words, remove);
  }

  async #remove(file) {
    if (await confirm("Delete document?", `“${file.name}” is taken out of all collections and deleted from the server.`, "Delete")) {
      await deleteFile(file.id).catch((problem) => toast(problem.message));
      this.#changed();
    }
  }
}
