// Models, embeddings, collections and the server, as tables of names and values.

import { stateOf } from "../documents/collections.js";
import { el } from "../shared/dom.js";
import { amount, bytes, duration, number } from "../shared/format.js";

function table(title, rows) {
  const known = rows.filter(([, value]) => value !== undefined && value !== null && value !== "");
  const entries = known.flatMap(([name, value]) => [el("dt", { text: name }), el("dd", { text: String(value), dir: "auto" })]);
  return [el("h2", { text: title }), el("dl", {}, ...entries)];
}

const outcomes = (counts) => Object.entries(counts).map(([name, count]) => `${number(count)} ${name}`).join(", ");

const engine = ({ kind, version, reason }) => `${kind}, ${version}: ${reason}`;

const about = (card) => [
  ["Name", card.name],
  ["Architecture", card.architecture],
  ["Size", `${amount(card.parameters)} weights, ${bytes(card.bytes)}`],
  ["Quantisation", card.quantization],
  ["Context", `${number(card.context_length)} of ${number(card.trained_context_length)} tokens`],
];

export function showModels(root, report, cards) {
  const parts = Object.entries(report.models).flatMap(([id, model]) => {
    const card = cards[id];
    return table(id, [
      ...(card ? about(card) : []),
      ["In memory", model.engine && (model.engine.loaded ? "yes" : "no, a request loads it")],
      ["Engine", model.engine && engine(model.engine.engine)],
      ["Answers", outcomes(model.outcomes) || "none yet"],
      ["Prompt tokens read before", number(model.cached_prompt_tokens)],
      ["Restarts of the engine", model.engine?.restarts],
      ["Engine runs for", model.engine?.process?.uptime_seconds && duration(model.engine.process.uptime_seconds)],
      ["Engine's memory", model.engine?.process?.rss_bytes && bytes(model.engine.process.rss_bytes)],
    ]);
  });
  root.replaceChildren(...(parts.length ? parts : [el("h2", { text: "Model" }), el("p", { text: "None yet." })]));
}

export function showEmbeddings(root, { embeddings: { requests, texts, tokens } }, { embeddings: model }) {
  root.hidden = !model;
  if (model) {
    const rows = [
      ["Model", model.model],
      ["State", model.detail || model.stage],
      ["Requests", number(requests)],
      ["Texts", texts ? `${number(texts)} with ${number(tokens)} tokens` : "none yet"],
    ];
    root.replaceChildren(...table("Embeddings", rows));
  }
}

export function showCollections(root, collections) {
  root.hidden = !collections;
  const none = el("p", { class: "none", text: "None yet. The chat page makes them, and the API." });
  root.replaceChildren(...(collections?.length ? table("Collections", collections.map((each) => [each.name, stateOf(each)])) : [el("h2", { text: "Collections" }), none]));
}

export function showServer(root, report, version) {
  root.replaceChildren(
    ...table("Server", [
      ["Version", version],
      ["Runs for", report.process.uptime_seconds && duration(report.process.uptime_seconds)],
      ["Memory", report.process.rss_bytes && bytes(report.process.rss_bytes)],
      ["Heap", `${bytes(report.jvm.heap_used_bytes)}${report.jvm.heap_max_bytes > 0 ? ` of ${bytes(report.jvm.heap_max_bytes)}` : ""}`],
      ["Threads of Java", report.jvm.threads],
      ["Garbage collection", `${number(report.jvm.gc_collections)} times, ${duration(report.jvm.gc_seconds)}`],
    ]),
  );
}
