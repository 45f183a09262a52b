// Keeps conversations: soon while an answer comes, at once when it ends or the page goes.

import { loadJson, save, saveJson } from "../shared/storage.js";

const SOON = 400;
const DRAFT = "draft";
const TAB = { lasting: false };

export class Keeper extends EventTarget {
  #store;
  #waiting = null;
  #timer = 0;

  constructor(store) {
    super();
    this.#store = store;
    addEventListener("pagehide", () => this.#leave());
  }

  all = () => this.#store.all();
  get = (id) => this.#store.get(id);

  async save(conversation) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#waiting = null;
    conversation.updated = Date.now();
    try {
      await this.#store.put(conversation);
    } catch (problem) {
      this.dispatchEvent(new CustomEvent("full", { detail: problem }));
    }
    this.dispatchEvent(new CustomEvent("saved", { detail: conversation }));
  }

  saveSoon(conversation) {
    this.#waiting = conversation;
    this.#timer ||= setTimeout(() => this.save(this.#waiting), SOON);
  }

  /** As it is, with the time that it has. */
  async put(conversation) {
    await this.#store.put(conversation);
    this.dispatchEvent(new CustomEvent("saved", { detail: conversation }));
  }

  async remove(id) {
    await this.#store.remove(id);
    this.dispatchEvent(new CustomEvent("saved"));
  }

  /** Nothing that takes its time is sure to end once the page goes, but this is done at once. */
  #leave() {
    if (this.#waiting) {
      saveJson(DRAFT, this.#waiting, TAB);
    }
  }

  /** Brings back what the page held when it went. */
  async recover() {
    const draft = loadJson(DRAFT, null, TAB);
    save(DRAFT, null, TAB);
    if (draft?.id) {
      await this.#store.put(draft);
    }
  }
}
