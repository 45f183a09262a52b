// The list of conversations.

import { el, iconButton } from "../shared/dom.js";
import { period } from "../shared/format.js";

const SOON = 120;

export class Sidebar {
  #list;
  #keeper;
  #actions;
  #current = () => null;
  #entries = new Map();
  #layout = "";
  #query = "";
  #timer = 0;

  constructor(list, search, keeper, actions) {
    this.#list = list;
    this.#keeper = keeper;
    this.#actions = actions;
    this.#current = actions.current;
    keeper.addEventListener("saved", () => this.refreshSoon());
    search.addEventListener("input", () => {
      this.#query = search.value.trim().toLowerCase();
      this.refreshSoon();
    });
  }

  refreshSoon() {
    this.#timer ||= setTimeout(() => this.refresh(), SOON);
  }

  async refresh() {
    this.#timer = 0;
    const all = (await this.#keeper.all()).filter((each) => each.leaf && this.#matches(each));
    all.sort((a, b) => b.updated - a.updated);
    const groups = Map.groupBy ? Map.groupBy(all, (each) => period(each.updated)) : grouped(all);
    const layout = JSON.stringify([...groups].map(([name, members]) => [name, ...members.map(({ id }) => id)]));
    if (layout !== this.#layout || all.length === 0) {
      this.#layout = layout;
      this.#draw(groups);
    }
    all.forEach((each) => this.#entries.get(each.id).show(each, each.id === this.#current()));
  }

  /** Only where the order has changed: what is redrawn under a finger or a pointer is not pressed. */
  #draw(groups) {
    const focused = this.#list.contains(document.activeElement) ? document.activeElement : null;
    const before = this.#entries;
    this.#entries = new Map([...groups.values()].flat().map(({ id }) => [id, before.get(id) ?? new Entry(id, this.#actions)]));
    this.#list.replaceChildren(...[...groups].map(([name, members]) => this.#group(name, members)));
    if (groups.size === 0) {
      const text = this.#query ? "Nothing found." : "No conversations yet.";
      this.#list.append(el("p", { class: "empty", text }));
    }
    focused?.focus();
  }

  #matches({ title, nodes }) {
    return (
      !this.#query ||
      title.toLowerCase().includes(this.#query) ||
      Object.values(nodes).some((node) => node.content.toLowerCase().includes(this.#query))
    );
  }

  #group(name, members) {
    const heading = el("h2", { text: name });
    return el("section", { "aria-label": name }, heading, el("ul", {}, ...members.map(({ id }) => this.#entries.get(id).item)));
  }
}

/** A conversation's place in the list, which stays the same element for as long as it is listed. */
class Entry {
  item;
  #open;
  #name = el("bdi");
  #menu;
  #title;

  constructor(id, actions) {
    this.#open = el("button", { type: "button", class: "title", on: { click: () => actions.open(id) } }, this.#name);
    this.#menu = iconButton("more", "", () => actions.menu({ id, title: this.#title }, this.#menu));
    this.item = el("li", { "data-id": id }, this.#open, this.#menu);
  }

  show({ title }, current) {
    const name = title || "New chat";
    this.#title = title;
    this.#name.textContent = name;
    this.#open.title = name;
    this.#menu.title = `More for ${name}`;
    this.#menu.setAttribute("aria-label", this.#menu.title);
    if (current) {
      this.#open.setAttribute("aria-current", "page");
    } else {
      this.#open.removeAttribute("aria-current");
    }
  }
}

function grouped(all) {
  const groups = new Map();
  for (const each of all) {
    const name = period(each.updated);
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return groups;
}
