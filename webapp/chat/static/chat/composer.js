// The box for the next message.

import { byId } from "../shared/dom.js";
import { load, save } from "../shared/storage.js";
import { fitHeight } from "./text-area.js";

const DRAFT = "question";
const TAB = { lasting: false };
const HIGHEST = 260;

export class Composer {
  #area = byId("question");
  #fit;

  /**
   * @param onSend takes a message; false if it cannot be sent now
   * @param onStop ends the answer
   */
  constructor(onSend, onStop) {
    this.#area.value = load(DRAFT, TAB) ?? "";
    this.#fit = fitHeight(this.#area, HIGHEST);
    this.#area.addEventListener("input", () => this.#changed());
    this.#area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        byId("composer").requestSubmit();
      }
    });
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#area.value.trim();
      if (text && onSend(text)) {
        this.fill("");
      }
    });
    byId("stop").addEventListener("click", onStop);
    this.#changed();
  }

  #changed() {
    save(DRAFT, this.#area.value || null, TAB);
    byId("send").disabled = this.#area.value.trim() === "";
  }

  fill(text) {
    this.#area.value = text;
    this.#fit();
    this.#changed();
  }

  focus() {
    // On a phone the keyboard would cover what there is to read.
    if (matchMedia("(hover: hover)").matches) {
      this.#area.focus();
    }
  }

  busy(busy) {
    const hadFocus = [byId("send"), byId("stop")].includes(document.activeElement);
    byId("send").hidden = busy;
    byId("stop").hidden = !busy;
    if (hadFocus) {
      (busy ? byId("stop") : this.#area).focus();
    }
  }
}
