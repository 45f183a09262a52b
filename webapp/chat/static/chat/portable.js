// Conversations as files: Markdown to read, JSON to take along and bring back.

import { answerOf } from "./thinking.js";
import { newId, path } from "./tree.js";

const FORMAT = "servllama-conversations";
const VERSION = 1;
const ROLES = new Set(["user", "assistant"]);
const MOST_NODES = 20_000;

export function toMarkdown(conversation) {
  const parts = path(conversation).map((node) =>
    node.role === "user" ? `## You\n\n${node.content}` : `## Assistant\n\n${answerOf(node)}`,
  );
  return `# ${conversation.title || "Conversation"}\n\n${parts.join("\n\n")}\n`;
}

export function toJson(conversations) {
  return JSON.stringify({ format: FORMAT, version: VERSION, conversations }, null, 1);
}

const text = (value, most = 10_000_000) => (typeof value === "string" ? value.slice(0, most) : "");
const finite = (value) => (Number.isFinite(value) ? value : null);
const time = (value) => (Number.isFinite(value) ? value : Date.now());

function figures(stats) {
  if (typeof stats !== "object" || stats === null) {
    return undefined;
  }
  const [prompt, completion, firstToken, rate] = ["prompt", "completion", "firstToken", "rate"].map((name) => finite(stats[name]));
  return completion !== null && firstToken !== null ? { prompt, completion, firstToken, rate } : undefined;
}

function references(given) {
  if (!Array.isArray(given)) {
    return undefined;
  }
  return given.slice(0, 100).map((each) => ({
    text: text(each?.text),
    title: text(each?.title, 500),
    author: text(each?.author, 500),
    date: text(each?.date, 100),
    path: text(each?.path, 1000),
    file_id: text(each?.file_id, 200),
    collection: text(each?.collection, 200),
    page: Number.isFinite(each?.page) ? each.page : undefined,
  }));
}

function node(given, ids) {
  const role = ROLES.has(given?.role) ? given.role : null;
  if (!role || !ids.has(given.id)) {
    return null;
  }
  return {
    id: ids.get(given.id),
    parent: ids.get(given.parent) ?? null,
    role,
    content: text(given.content),
    reasoning: text(given.reasoning) || undefined,
    created: time(given.created),
    finish: text(given.finish, 20) || "stop",
    stats: figures(given.stats),
    references: references(given.references),
  };
}

/** Nodes whose way to the root ends: a file may hold circles. */
function rooted(nodes) {
  const good = new Set([null]);
  const reaches = (start) => {
    const seen = [];
    for (let id = start.id; !good.has(id); id = nodes[id].parent) {
      if (seen.includes(id) || !nodes[id]) {
        return false;
      }
      seen.push(id);
    }
    seen.forEach((id) => good.add(id));
    return true;
  };
  return Object.fromEntries(Object.entries(nodes).filter(([, each]) => reaches(each)));
}

function conversation(given) {
  const all = typeof given?.nodes === "object" && given.nodes ? Object.values(given.nodes).slice(0, MOST_NODES) : [];
  const ids = new Map(all.filter((each) => typeof each?.id === "string").map((each) => [each.id, newId()]));
  const read = all.map((each) => node(each, ids)).filter(Boolean);
  const nodes = rooted(Object.fromEntries(read.map((each) => [each.id, each])));
  const leaf = nodes[ids.get(given?.leaf)] ?? Object.values(nodes).at(-1);
  return leaf && { id: newId(), title: text(given.title, 200), created: time(given.created), updated: time(given.updated), nodes, leaf: leaf.id };
}

/**
 * Reads a file that may come from anybody: only known fields, of the right kinds, with new ids, so
 * that nothing which is there is written over.
 */
export function fromJson(source) {
  const file = JSON.parse(source);
  if (file?.format !== FORMAT || !Array.isArray(file.conversations)) {
    throw new Error("This is no file of conversations from here.");
  }
  return file.conversations.map(conversation).filter(Boolean);
}

/** Hands a file to the user. */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

export const fileName = (title) => (title || "conversation").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "conversation";
