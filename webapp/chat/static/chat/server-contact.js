// Keeps in contact with the server: says what the page waits for, asks for a key where one is
// needed, fills in the models, and goes on by itself once the model is there.

import { byId } from "../shared/dom.js";
import { askForKey } from "../shared/key-dialog.js";
import { currentKey } from "../shared/key.js";
import { showNotice } from "../shared/notice.js";
import { Readiness } from "../shared/readiness.js";
import { toast } from "../shared/toast.js";
import { fillModels, followModels } from "./models.js";

const UNAVAILABLE = 503;
const UNAUTHORIZED = 401;

export class ServerContact {
  #config;
  #options;
  #session;
  #readiness = new Readiness();
  #stage = null;

  constructor(config, options, session) {
    this.#config = config;
    this.#options = options;
    this.#session = session;
    this.#readiness.addEventListener("change", () => this.#changed());
    session.addEventListener("busy", () => this.#answered());
    followModels(session);
  }

  look = () => this.#readiness.look();

  async enterKey(message) {
    if (await askForKey(message)) {
      await this.#meet();
    }
  }

  /** The models, and with them whether the key is good. */
  async #meet() {
    const { require_key: required, logged_in: loggedIn } = this.#config;
    byId("open-key").hidden = !required && !currentKey();
    if (required && !loggedIn && !currentKey()) {
      await this.enterKey();
      return;
    }
    try {
      await fillModels(this.#readiness.state, this.#options.all.model);
    } catch (problem) {
      if (problem.wantsKey && !document.querySelector("dialog[open]")) {
        await this.enterKey(currentKey() ? "The server does not take the key that was used so far." : "");
      } else if (!problem.passes) {
        toast(problem.message);
      }
    }
  }

  #changed() {
    const { ready, state } = this.#readiness;
    showNotice(state);
    const turned = ready && this.#stage !== "ready";
    this.#stage = state.stage;
    if (turned) {
      this.#meet();
      const last = this.#session.path.at(-1);
      if (last?.error?.status === UNAVAILABLE && !this.#session.busy) {
        this.#session.retry(last).catch((problem) => toast(problem.message));
      }
    }
  }

  #answered() {
    const error = this.#session.path.at(-1)?.error;
    if (!this.#session.busy && error) {
      this.look();
      if (error.status === UNAUTHORIZED) {
        this.enterKey(error.message);
      }
    }
  }
}
