// The messages of the open conversation, and where the reader stands in them.

import { el } from "../shared/dom.js";
import { AnswerView } from "./answer-view.js";
import { QuestionView } from "./question-view.js";
import { welcome } from "./welcome.js";

export class ThreadView {
  #root;
  #session;
  #actions;
  #views = new Map();

  constructor(root, session, actions) {
    this.#root = root;
    this.#session = session;
    this.#actions = actions;
    session.addEventListener("open", () => this.#open());
    session.addEventListener("change", ({ detail }) => this.#views.get(detail.id)?.show(this.#isActive(detail)));
    session.addEventListener("busy", () => this.#views.forEach((view) => view.show(this.#isActive(view.node))));
  }

  #isActive(node) {
    return this.#session.activeNode === node;
  }

  #open() {
    const { conversation, path } = this.#session;
    const before = this.#views;
    this.#views = new Map();
    const elements = path.map((node) => {
      const kept = before.get(node.id);
      const view = kept?.node === node ? kept : this.#make(node);
      this.#views.set(node.id, view);
      view.place(conversation);
      view.show(this.#isActive(node));
      return view.element;
    });
    if (elements.length === 0) {
      this.#root.replaceChildren(welcome(this.#actions.suggest));
    } else {
      this.#root.replaceChildren(...elements, el("div", { class: "thread-end" }));
    }
  }

  #make(node) {
    return node.role === "user" ? new QuestionView(node, this.#actions) : new AnswerView(node, this.#actions);
  }
}
