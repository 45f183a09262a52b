// The list of conversations.

import { el, iconButton } from "../shared/dom.js";
import { period } from "../shared/format.js";

const SOON = 120;

export class Sidebar {
  #list;
  #keeper;
  #actions;
  #current = () => null;
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
    const focused = document.activeElement?.closest?.("[data-id]")?.dataset.id;
    this.#list.replaceChildren(...[...groups].map(([name, members]) => this.#group(name, members)));
    if (all.length === 0) {
      const text = this.#query ? "Nothing found." : "No conversations yet.";
      this.#list.append(el("p", { class: "empty", text }));
    }
    if (focused) {
      this.#list.querySelector(`[data-id="${focused}"] .title`)?.focus();
    }
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
    return el("section", { "aria-label": name }, heading, el("ul", {}, ...members.map((each) => this.#entry(each))));
  }

  #entry(conversation) {
    const { id, title } = conversation;
    const name = title || "New chat";
    const open = el(
      "button",
      { type: "button", class: "title", title: name, "aria-current": id === this.#current() && "page" },
      el("bdi", { text: name }),
    );
    open.addEventListener("click", () => this.#actions.open(id));
    const menu = iconButton("more", `More for ${name}`, () => this.#actions.menu(conversation, menu));
    return el("li", { "data-id": id }, open, menu);
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
