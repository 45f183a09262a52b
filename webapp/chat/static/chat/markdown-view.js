// Markdown that grows. Each block is an element of its own, and only the last ones are looked at
// again when text is added: nothing flickers, and a long answer costs no more than a short one.

import { el } from "../shared/dom.js";
import { dressCode } from "./code.js";
import { lex, render } from "./markup.js";
import { setMath } from "./math.js";

// The last block may still change its meaning, and so may the one before it.
const UNSETTLED = 2;
// Longer lines are no prose; looking for Markdown in them takes too long.
const LONG_LINE = /[^\n]{12000}/;

export class MarkdownView {
  #root;
  #onBlock;
  #text = "";
  #settled = 0;
  #kept = 0;
  #told = 0;
  #done = false;
  #blocks = [];

  /**
   * @param root the element to fill
   * @param onBlock takes the text of each block once no more is added to it
   */
  constructor(root, onBlock = () => {}) {
    this.#root = root;
    this.#onBlock = onBlock;
  }

  /** Shows text that begins as the text before did, or another one. */
  show(text, { done = true } = {}) {
    const source = text.replace(/\r\n?/g, "\n");
    const goesOn = source.startsWith(this.#text.slice(0, this.#settled));
    if (!goesOn || (this.#done && !(done && source === this.#text))) {
      this.#settled = this.#kept = 0; // The last block of what was whole may be added to.
    }
    this.#text = source;
    this.#done = done;
    const tail = source.slice(this.#settled);
    const tokens = LONG_LINE.test(tail) ? [{ type: "plain", raw: tail }] : lex(tail);
    this.#lay(tokens.filter((token) => token.type !== "space" && token.type !== "def"), tokens.links, done);
    this.#settle(tokens, tail, done);
  }

  #lay(tokens, links, done) {
    tokens.forEach((token, index) => {
      const at = this.#kept + index;
      const open = !done && index === tokens.length - 1;
      if (this.#blocks[at]?.raw !== token.raw || this.#blocks[at].open !== open) {
        this.#put(at, token, links, open);
      }
    });
    for (const block of this.#blocks.splice(this.#kept + tokens.length)) {
      block.element.remove();
    }
  }

  #put(at, token, links, open) {
    const before = this.#blocks[at];
    if (before?.raw === token.raw) {
      before.open = open;
      return;
    }
    const element = el("div", { class: "block", dir: "auto" });
    if (token.type === "plain") {
      element.append(el("p", { class: "plain", text: token.raw }));
    } else {
      element.append(render(token, links));
      dressCode(element);
      setMath(element);
    }
    if (before) {
      before.element.replaceWith(element);
    } else {
      this.#root.append(element);
    }
    this.#blocks[at] = { raw: token.raw, element, open };
  }

  #settle(tokens, tail, done) {
    const whole = tokens.reduce((length, token) => length + token.raw.length, 0) === tail.length;
    const count = done ? tokens.length : whole ? tokens.length - UNSETTLED : 0;
    for (const token of tokens.slice(0, Math.max(0, count))) {
      if (token.type !== "space" && token.type !== "def") {
        this.#tell(this.#kept);
        this.#kept += 1;
      }
      this.#settled += token.raw.length;
    }
  }

  #tell(at) {
    if (at >= this.#told) {
      this.#told = at + 1;
      this.#onBlock(this.#blocks[at].element.textContent.trim());
    }
  }
}
