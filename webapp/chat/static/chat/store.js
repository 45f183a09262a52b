// Conversations in IndexedDB; where that is forbidden, for as long as the page is open.

import { base } from "../shared/server-address.js";

const STORE = "conversations";

function promised(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

class Database {
  #database;

  constructor(database) {
    this.#database = database;
    // Another tab may hold a newer version of the page.
    database.addEventListener("versionchange", () => database.close());
  }

  static async open() {
    const request = indexedDB.open(`servllama:${base.pathname}`, 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "id" }));
    return new Database(await promised(request));
  }

  #in(mode) {
    return this.#database.transaction(STORE, mode).objectStore(STORE);
  }

  all = () => promised(this.#in("readonly").getAll());
  get = (id) => promised(this.#in("readonly").get(id));
  put = (conversation) => promised(this.#in("readwrite").put(conversation));
  remove = (id) => promised(this.#in("readwrite").delete(id));
}

class Memory {
  #all = new Map();
  lost = true;

  all = async () => [...this.#all.values()];
  get = async (id) => this.#all.get(id);
  put = async (conversation) => void this.#all.set(conversation.id, structuredClone(conversation));
  remove = async (id) => void this.#all.delete(id);
}

/** The store; its `lost` says that it will not outlive the page. */
export async function openStore() {
  try {
    return await Database.open();
  } catch {
    return new Memory();
  }
}
