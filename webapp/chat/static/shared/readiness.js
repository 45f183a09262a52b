// Follows the server from "starting" to "ready", and notices when it goes away.

import { health } from "./api.js";

const OFTEN = 1000;
const SELDOM = 15_000;

/** Tells `change` with { stage, progress, detail, model, embeddings }; stage `gone`: no answer. */
export class Readiness extends EventTarget {
  #timer = 0;
  state = { stage: "unknown" };

  get ready() {
    return this.state.stage === "ready";
  }

  /** Looks now, and again when it is worth it. */
  async look() {
    clearTimeout(this.#timer);
    try {
      const body = await health();
      this.state = body.error ? { stage: "refused", detail: body.error.message } : body;
    } catch {
      this.state = { stage: "gone" };
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.look(), this.ready ? SELDOM : OFTEN);
    this.dispatchEvent(new Event("change"));
  }
}
