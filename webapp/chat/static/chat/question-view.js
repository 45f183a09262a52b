// A message of the user, which can be edited.

import { copyText } from "../shared/clipboard.js";
import { el, iconButton } from "../shared/dom.js";
import { branches } from "./branches.js";
import { fitHeight } from "./text-area.js";

export class QuestionView {
  #actions;
  #bubble = el("div", { class: "bubble", dir: "auto" });
  #tools = el("div", { class: "tools" });

  constructor(node, actions) {
    this.node = node;
    this.#actions = actions;
    this.element = el("article", { class: "message user", "aria-label": "You" }, this.#bubble, this.#tools);
    this.#read();
  }

  place(conversation) {
    const tools = [
      branches(conversation, this.node, this.#actions.select),
      iconButton("copy", "Copy message", () => this.#actions.copied(copyText(this.node.content))),
      iconButton("pen", "Edit message", () => this.#edit(), { class: "icon edit" }),
    ];
    this.#tools.replaceChildren(...tools.filter(Boolean));
  }

  show() {}

  #read() {
    this.element.classList.remove("editing");
    this.#bubble.replaceChildren(document.createTextNode(this.node.content));
  }

  #edit() {
    const area = el("textarea", { "aria-label": "Edit your message", rows: 1, dir: "auto" });
    area.value = this.node.content;
    const stop = () => {
      this.#read();
      this.#tools.querySelector(".edit")?.focus();
    };
    const send = () => {
      const text = area.value.trim();
      if (text) {
        this.#read();
        this.#actions.edit(this.node, text);
      }
    };
    area.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        stop();
      } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        send();
      }
    });
    this.element.classList.add("editing");
    this.#bubble.replaceChildren(
      area,
      el(
        "div",
        { class: "edit-buttons" },
        el("button", { type: "button", class: "quiet", text: "Cancel", on: { click: stop } }),
        el("button", { type: "button", class: "primary", text: "Send", on: { click: send } }),
      ),
    );
    fitHeight(area);
    area.focus();
  }
}
