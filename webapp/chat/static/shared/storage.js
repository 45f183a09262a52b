// What the browser keeps for this server. Several may share an origin, each under its own path.

import { base } from "./server-address.js";

const prefix = `servllama:${base.pathname}:`;
const fallback = new Map();

function area(lasting) {
  try {
    return lasting ? localStorage : sessionStorage;
  } catch {
    return null;
  }
}

export function load(name, { lasting = true } = {}) {
  try {
    return area(lasting)?.getItem(prefix + name) ?? fallback.get(name) ?? null;
  } catch {
    return fallback.get(name) ?? null;
  }
}

export function save(name, value, { lasting = true } = {}) {
  try {
    const store = area(lasting);
    if (value === null) {
      fallback.delete(name);
      store?.removeItem(prefix + name);
    } else {
      store?.setItem(prefix + name, value);
    }
  } catch {
    fallback.set(name, value);
  }
}

export function loadJson(name, otherwise, options) {
  try {
    return JSON.parse(load(name, options)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export const saveJson = (name, value, options) => save(name, JSON.stringify(value), options);
