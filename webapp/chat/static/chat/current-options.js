// The options as they are now: model, system prompt, sampling, collections.

import { saveOptions } from "./options.js";

/** Tells `change`. */
export class CurrentOptions extends EventTarget {
  #options;

  constructor(options) {
    super();
    this.#options = options;
  }

  get all() {
    return { ...this.#options };
  }

  get collections() {
    return this.#options.collections ?? [];
  }

  /** Takes all options anew, and keeps them. */
  replace(options) {
    this.#options = options;
    saveOptions(options);
    this.dispatchEvent(new Event("change"));
  }

  merge(part) {
    this.replace({ ...this.#options, ...part });
  }
}
