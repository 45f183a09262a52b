// Collections to answer from: make some, pick some, see how far they are read in, add files.

import { ask, openDialog } from "../shared/dialog.js";
import { el, icon } from "../shared/dom.js";
import { toast } from "../shared/toast.js";
import { addFile, allCollections, deleteCollection, newCollection } from "./collections.js";
import { CollectionEntry } from "./entry.js";

const OFTEN = 1500;
const EXPLAINED = "Answers draw on the collections that are ticked, and say where they come from. Files may be dropped on a collection, or anywhere on the page.";

export class DocumentsDialog {
  #chosen;
  #choose;
  #list = el("ul", { class: "collections" });
  #sending = el("p", { role: "status" });
  #sent = el("progress", { max: 1, "aria-label": "Sent of the file" });
  #upload = el("div", { class: "sending", hidden: true }, this.#sending, this.#sent);
  #picker = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "Files to add" });
  #target = null;
  #dialog = null;
  #entries = new Map();
  #timer = 0;

  /**
   * @param chosen gives the names of the collections that are answered from
   * @param choose takes them
   */
  constructor(chosen, choose) {
    this.#chosen = chosen;
    this.#choose = choose;
    this.#picker.addEventListener("change", () => this.#send(this.#target, [...this.#picker.files]));
  }

  async open() {
    if (this.#dialog) {
      return;
    }
    const create = el("button", { type: "button", on: { click: () => this.#create() } }, icon("plus"), "New collection");
    const done = el("button", { type: "button", class: "primary", text: "Done", on: { click: () => this.#dialog.close() } });
    const buttons = el("div", { class: "dialog-buttons" }, create, done);
    this.#dialog = openDialog("Documents", el("div", { class: "stack" }, el("p", { class: "muted", text: EXPLAINED }), this.#list, this.#upload, this.#picker, buttons));
    this.#dialog.addEventListener("close", () => {
      clearTimeout(this.#timer);
      this.#dialog = null;
    });
    await this.#refresh();
  }

  /** Takes files that were dropped on the page: into the one collection that is chosen, else into a new one. */
  async take(files) {
    await this.open();
    const [name, ...others] = this.#chosen();
    const known = (await allCollections().catch(() => [])).find((each) => each.name === name && !each.folder);
    const target = known && others.length === 0 ? known : await this.#create(files[0].name.replace(/\.[^.]+$/, ""));
    if (target) {
      await this.#send(target, files);
    }
  }

  async #refresh() {
    clearTimeout(this.#timer);
    try {
      const all = await allCollections();
      this.#draw(all);
      if (this.#dialog && all.some(({ running, rebuilding }) => running || rebuilding)) {
        this.#timer = setTimeout(() => this.#refresh(), OFTEN);
      }
    } catch (problem) {
      this.#entries.clear();
      this.#list.replaceChildren(el("li", { class: "empty", text: problem.message }));
    }
  }

  /** Entries stay the same elements, so that neither focus nor what is unfolded is lost. */
  #draw(all) {
    const before = this.#entries;
    this.#entries = new Map(all.map((each) => [each.id, before.get(each.id) ?? new CollectionEntry(each, this.#actions)]));
    all.forEach((each) => this.#entries.get(each.id).update(each));
    const elements = [...this.#entries.values()].map(({ element }) => element);
    if (elements.length === 0) {
      elements.push(el("li", { class: "empty" }, icon("book"), el("span", { text: "No collection yet. Make one, then add PDFs, Office files, web pages, notes or code to it." })));
    }
    if (elements.length !== this.#list.children.length || elements.some((each, at) => each !== this.#list.children[at])) {
      this.#list.replaceChildren(...elements);
    }
  }

  #actions = {
    isChosen: ({ name }) => this.#chosen().includes(name),
    choose: ({ name }, on) => this.#choose([...this.#chosen().filter((each) => each !== name), ...(on ? [name] : [])]),
    pick: (collection) => {
      this.#target = collection;
      this.#picker.click();
    },
    add: (collection, files) => this.#send(collection, files),
    changed: () => this.#refresh(),
    remove: async (collection) => {
      this.#actions.choose(collection, false);
      await deleteCollection(collection.id).catch((problem) => toast(problem.message));
      await this.#refresh();
    },
  };

  async #send({ id }, files) {
    this.#picker.value = "";
    for (const [at, file] of files.entries()) {
      this.#upload.hidden = false;
      this.#sent.value = 0;
      this.#sending.textContent = `Sending ${file.name}${files.length > 1 ? ` (${at + 1} of ${files.length})` : ""}…`;
      await addFile(id, file, (share) => (this.#sent.value = share)).catch((problem) => toast(`${file.name}: ${problem.message}`));
      await this.#refresh();
    }
    this.#upload.hidden = true;
  }

  /** The new collection, which is chosen at once; nothing if there is none. */
  async #create(suggestion = "") {
    const name = await ask("New collection", "Name of the collection", suggestion, "Create");
    if (!name) {
      return undefined;
    }
    try {
      const made = await newCollection(name);
      this.#actions.choose(made, true);
      await this.#refresh();
      return made;
    } catch (problem) {
      toast(problem.message);
      return undefined;
    }
  }
}
