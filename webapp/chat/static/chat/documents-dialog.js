// Collections to answer from: pick some, see how far they are read in, drop files in.

import { ask, openDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { toast } from "../shared/toast.js";
import { addFile, allCollections, newCollection } from "./collections.js";

const AGAIN = 1500;

function state({ total, running, failed }) {
  const parts = [total === 1 ? "1 document" : `${total} documents`];
  if (running) {
    parts.push(`${running} being read`);
  }
  if (failed) {
    parts.push(`${failed} could not be read`);
  }
  return parts.join(" · ");
}

export class DocumentsDialog {
  #chosen;
  #choose;
  #list = el("ul", { class: "collections" });
  #picker = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to add" });
  #target = null;
  #dialog = null;
  #timer = 0;

  /**
   * @param chosen gives the names of the collections that are answered from
   * @param choose takes them
   */
  constructor(chosen, choose) {
    this.#chosen = chosen;
    this.#choose = choose;
    this.#picker.addEventListener("change", () => this.#add(this.#target, [...this.#picker.files]));
  }

  async open() {
    const create = el("button", { type: "button", text: "New collection…", on: { click: () => this.#create() } });
    const done = el("button", { type: "button", class: "primary", text: "Done", on: { click: () => this.#dialog.close() } });
    this.#dialog = openDialog(
      "Documents",
      el(
        "div",
        { class: "stack" },
        el("p", { text: "Answers draw on the collections that are ticked, and say where they come from. Files can be dropped on a collection." }),
        this.#list,
        this.#picker,
        el("div", { class: "dialog-buttons" }, create, done),
      ),
    );
    this.#dialog.addEventListener("close", () => clearTimeout(this.#timer));
    await this.#refresh();
  }

  async #refresh() {
    clearTimeout(this.#timer);
    try {
      const all = await allCollections();
      this.#draw(all);
      if (all.some(({ running }) => running) && this.#dialog.open) {
        this.#timer = setTimeout(() => this.#refresh(), AGAIN);
      }
    } catch (problem) {
      this.#list.replaceChildren(el("li", { text: problem.message }));
    }
  }

  #draw(all) {
    const focused = document.activeElement?.id;
    const entries = all.map((each) => this.#entry(each));
    this.#list.replaceChildren(...(entries.length ? entries : [el("li", { text: "There is no collection yet." })]));
    if (focused) {
      document.getElementById(focused)?.focus();
    }
  }

  #entry(collection) {
    const { id, name, total, running } = collection;
    const box = el("input", { type: "checkbox", id: `collection-${id}` });
    box.checked = this.#chosen().includes(name);
    box.addEventListener("change", () => {
      const others = this.#chosen().filter((each) => each !== name);
      this.#choose(box.checked ? [...others, name] : others);
    });
    const add = el("button", { type: "button", id: `add-${id}`, class: "quiet", text: "Add files…", "aria-label": `Add files to ${name}` });
    add.addEventListener("click", () => {
      this.#target = id;
      this.#picker.click();
    });
    const entry = el(
      "li",
      {},
      el("label", { class: "check" }, box, el("bdi", { text: name })),
      add,
      running ? el("progress", { max: total, value: total - running, "aria-label": `Reading ${name}` }) : null,
      el("small", { text: state(collection) }),
    );
    this.#acceptDrops(entry, id);
    return entry;
  }

  #acceptDrops(entry, id) {
    entry.addEventListener("dragover", (event) => {
      event.preventDefault();
      entry.classList.add("over");
    });
    entry.addEventListener("dragleave", () => entry.classList.remove("over"));
    entry.addEventListener("drop", (event) => {
      event.preventDefault();
      entry.classList.remove("over");
      this.#add(id, [...event.dataTransfer.files]);
    });
  }

  async #add(id, files) {
    this.#picker.value = "";
    for (const file of files) {
      try {
        await addFile(id, file);
        toast(`${file.name} is being read.`);
      } catch (problem) {
        toast(`${file.name}: ${problem.message}`);
      }
      await this.#refresh();
    }
  }

  async #create() {
    const name = await ask("New collection", "Name of the collection", "", "Create");
    if (name) {
      await newCollection(name).catch((problem) => toast(problem.message));
      await this.#refresh();
    }
  }
}
