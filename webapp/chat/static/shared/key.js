// The API key: kept for the tab, or for longer when the user says so.

import { load, save } from "./storage.js";

const NAME = "key";

export const currentKey = () => load(NAME, { lasting: false }) ?? load(NAME);

/** The header that a key travels in; none without a key. */
export const authorization = (key = currentKey()) => (key ? { Authorization: `Bearer ${key}` } : {});

export const isRemembered = () => load(NAME) !== null;

export function keepKey(key, remember) {
  save(NAME, key || null, { lasting: false });
  save(NAME, remember && key ? key : null);
}

/**
 * The key of a link such as the one that the server prints. It stands behind '#', which no server
 * sees, and is taken out of the address at once, so that no history or screenshot shows it.
 */
export function takeKeyFromAddress() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const key = fragment.get("key");
  if (key === null) {
    return;
  }
  if (key) {
    keepKey(key, isRemembered());
  }
  fragment.delete("key");
  const rest = fragment.toString();
  history.replaceState(null, "", location.pathname + location.search + (rest && `#${rest}`));
}
