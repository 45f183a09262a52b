// An answer of the model: its thinking, its text, its sources, and what can be done with it.

import { el } from "../shared/dom.js";
import { announce } from "./announcer.js";
import { answerTools } from "./answer-tools.js";
import { errorBox } from "./error-box.js";
import { MarkdownView } from "./markdown-view.js";
import { referenceList } from "../documents/references.js";
import { split } from "./thinking.js";
import { ThinkingView } from "./thinking-view.js";

// Often enough to look smooth, seldom enough for small machines.
const REDRAW = 60;

export class AnswerView {
  #actions;
  #conversation = null;
  #thinking = new ThinkingView();
  #text = el("div", { class: "markdown" });
  #waiting = el("div", { class: "waiting", role: "img", "aria-label": "The answer is on its way" });
  #below = el("div", { class: "below" });
  #tools = el("div", { class: "tools" });
  #markdown = new MarkdownView(this.#text, (text) => this.#active && announce(text));
  #active = false;
  #said = [];
  #timer = 0;

  constructor(node, actions) {
    this.node = node;
    this.#actions = actions;
    this.#waiting.append(el("i"), el("i"), el("i"));
    const parts = [this.#thinking.element, this.#text, this.#waiting, this.#below, this.#tools];
    this.element = el("article", { class: "message assistant", "aria-label": "Answer" }, ...parts);
  }

  place(conversation) {
    this.#conversation = conversation;
  }

  /** Soon while it is written, so that many pieces make one drawing; at once when it is over. */
  show(active) {
    if (active && this.#active) {
      this.#timer ||= setTimeout(() => this.#draw(), REDRAW);
      return;
    }
    clearTimeout(this.#timer);
    const ended = this.#active && !active;
    this.#active = active || ended;
    this.#draw(!active);
    this.#active = active;
    this.#finish();
  }

  #draw(done = false) {
    this.#timer = 0;
    const { thinking, answer, open } = split(this.node.content, this.node.reasoning);
    this.#thinking.show(thinking, open && this.#active && !done);
    this.#markdown.show(answer.trimStart(), { done });
    this.#waiting.hidden = done || Boolean(thinking || answer);
    this.element.classList.toggle("writing", !done);
    this.element.setAttribute("aria-busy", String(!done));
    this.#actions.drawn();
  }

  #finish() {
    const { references, unread, error } = this.node;
    const said = this.#active ? [] : [references, unread, error];
    // Only when there is something else to say: the reader may have unfolded a source.
    if (said.length !== this.#said.length || said.some((each, at) => each !== this.#said[at])) {
      this.#said = said;
      const parts = this.#active ? [] : [referenceList(this.node, this.#actions), errorBox(this.node, this.#actions)];
      this.#below.replaceChildren(...parts.filter(Boolean));
    }
    this.#tools.replaceChildren(...(this.#active ? [] : answerTools(this.#conversation, this.node, this.#actions)));
    this.#actions.drawn();
  }
}
