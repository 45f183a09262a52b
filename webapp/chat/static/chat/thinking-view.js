// What the model thinks before it answers, folded away.

import { el, icon } from "../shared/dom.js";

export class ThinkingView {
  #label = el("span");
  #text = el("div", { class: "thought", dir: "auto" });

  constructor() {
    const summary = el("summary", {}, icon("right"), this.#label);
    this.element = el("details", { class: "thinking", hidden: true }, summary, this.#text);
  }

  show(text, running) {
    const thought = text.trim();
    this.element.hidden = !thought && !running;
    this.element.classList.toggle("running", running);
    this.#label.textContent = running ? "Thinking…" : "Thoughts";
    if (this.#text.textContent !== thought) {
      this.#text.textContent = thought;
    }
  }
}
