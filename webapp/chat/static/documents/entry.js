// One collection in the list of them: ticked or not, how far it is read in, its files.

import { confirm } from "../shared/dialog.js";
import { el, icon, iconButton } from "../shared/dom.js";
import { count } from "../shared/format.js";
import { openMenu } from "../shared/menu.js";
import { stateOf } from "./collections.js";
import { FileList } from "./file-list.js";

export class CollectionEntry {
  #actions;
  #collection = null;
  #box;
  #progress;
  #state = el("span");
  #toggle;
  #files;

  /** @param actions are { isChosen, choose, pick, add, remove, changed }, each of which takes a collection first */
  constructor(collection, actions) {
    const { id, name, folder } = collection;
    this.#actions = actions;
    this.#box = el("input", { type: "checkbox", on: { change: () => actions.choose(this.#collection, this.#box.checked) } });
    this.#progress = el("progress", { "aria-label": `Reading ${name}`, hidden: true });
    this.#files = new FileList(id, { fixed: folder, changed: actions.changed });
    this.#toggle = el("button", { type: "button", class: "state", "aria-expanded": "false", on: { click: () => this.#unfold() } }, icon("right"), this.#state);
    const label = el("label", { class: "check" }, this.#box, el("bdi", { text: name }));
    const parts = [label, folder ? el("span", { class: "folder", text: "follows a folder" }) : this.#buttons(name), this.#progress, this.#toggle, this.#files.element];
    this.element = el("li", { class: "collection" }, ...parts);
    if (!folder) {
      this.#acceptDrops();
    }
    this.update(collection);
  }

  #buttons(name) {
    const add = el("button", { type: "button", class: "quiet", "aria-label": `Add files to ${name}`, on: { click: () => this.#actions.pick(this.#collection) } }, icon("plus"), "Add files");
    const more = iconButton("more", `More for ${name}`, () => openMenu(more, [{ icon: "bin", label: "Delete collection", danger: true, do: () => this.#remove() }]));
    return el("span", { class: "collection-buttons" }, add, more);
  }

  update(collection) {
    const { total, running, failed } = collection;
    const moved = JSON.stringify(collection) !== JSON.stringify(this.#collection);
    this.#collection = collection;
    this.#box.checked = this.#actions.isChosen(collection);
    this.#progress.hidden = running === 0;
    this.#progress.max = Math.max(total, 1);
    this.#progress.value = total - running;
    this.#state.textContent = stateOf(collection);
    this.#toggle.classList.toggle("failed", failed > 0);
    this.#toggle.disabled = total === 0;
    if (moved) {
      this.#files.refresh();
    }
  }

  #unfold() {
    const open = this.#toggle.getAttribute("aria-expanded") !== "true";
    this.#toggle.setAttribute("aria-expanded", String(open));
    this.#files.show(open);
  }

  async #remove() {
    const { name, total } = this.#collection;
    const what = total ? `“${name}” and its ${count(total, "document")} will be gone for good.` : `“${name}” will be gone for good.`;
    if (await confirm("Delete collection?", what, "Delete")) {
      await this.#actions.remove(this.#collection);
    }
  }

  #acceptDrops() {
    const over = (on) => (event) => {
      event.preventDefault();
      this.element.classList.toggle("over", on);
    };
    this.element.addEventListener("dragover", over(true));
    this.element.addEventListener("dragleave", over(false));
    this.element.addEventListener("drop", (event) => {
      over(false)(event);
      event.stopPropagation(); // Or the page would take the files as well.
      this.#actions.add(this.#collection, [...event.dataTransfer.files]);
    });
  }
}
