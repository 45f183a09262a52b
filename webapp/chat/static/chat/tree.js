// A conversation is a tree: asking again or editing starts a new branch and keeps the old one.
// { id, title, created, updated, system, nodes: { id: node }, leaf }; the root has no node.

export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export function newConversation(more = {}) {
  const now = Date.now();
  return { id: newId(), title: "", created: now, updated: now, nodes: {}, leaf: null, ...more };
}

/** The messages from the first to the current one. */
export function path(conversation) {
  const all = [];
  for (let node = conversation.nodes[conversation.leaf]; node; node = conversation.nodes[node.parent]) {
    all.push(node);
  }
  return all.reverse();
}

export function children(conversation, parent) {
  return Object.values(conversation.nodes)
    .filter((node) => node.parent === parent)
    .sort((a, b) => a.created - b.created);
}

export const siblings = (conversation, node) => children(conversation, node.parent);

/** Adds a message under another one (null: at the start) and makes it the current one. */
export function add(conversation, parent, role, more = {}) {
  const latest = children(conversation, parent).at(-1)?.created ?? 0;
  const node = { id: newId(), parent, role, content: "", created: Math.max(Date.now(), latest + 1), ...more };
  conversation.nodes[node.id] = node;
  conversation.leaf = node.id;
  return node;
}

/** Makes the branch of a message the current one, to its newest end. */
export function select(conversation, id) {
  let leaf = id;
  for (let next = children(conversation, leaf); next.length; next = children(conversation, leaf)) {
    leaf = next.at(-1).id;
  }
  conversation.leaf = leaf;
}

const TITLE = 64;

/** A title out of the first question. */
export function titleOf(text) {
  const line = text.trim().split("\n", 1)[0].replace(/\s+/g, " ");
  return line.length > TITLE ? `${line.slice(0, TITLE - 1).trimEnd()}…` : line;
}
