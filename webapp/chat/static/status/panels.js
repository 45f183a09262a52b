// The parts of the status page that are words and numbers.

import { el, icon } from "../shared/dom.js";
import { amount, bytes, duration, number } from "../shared/format.js";

const STAGES = new Map([
  ["ready", ["good", "Ready"]],
  ["searching", ["busy", "Looking for the model"]],
  ["pulling", ["busy", "Fetching the model"]],
  ["loading", ["busy", "Loading the model"]],
  ["restarting", ["busy", "The engine starts again"]],
  ["failed", ["bad", "The model could not be loaded"]],
  ["refused", ["bad", "The server does not serve this page"]],
  ["gone", ["bad", "The server does not answer"]],
]);

export function showHealth(root, { stage, model, detail, progress }) {
  const [kind, words] = STAGES.get(stage) ?? ["busy", stage ?? "Unknown"];
  const text = el("div", {}, el("strong", { text: words }), el("span", { text: [model, detail].filter(Boolean).join(" · ") }));
  const parts = [el("span", { class: "dot" }), text];
  if (kind === "busy" && progress !== undefined) {
    parts.push(el("progress", { max: 1, value: progress, "aria-label": words }));
  }
  const key = JSON.stringify([kind, words, model, detail, progress]);
  if (root.dataset.key !== key) {
    root.dataset.key = key;
    root.className = `health ${kind}`;
    root.replaceChildren(...parts);
  }
}

const figure = (label, value, more) =>
  el("div", { class: "figure" }, el("span", { text: label }), el("strong", { text: value }), el("small", { text: more }));

function sumOf(report, path) {
  return Object.values(report.models).reduce((sum, { engine }) => sum + (engine?.[path] ?? 0), 0);
}

const mean = (report, name) => Object.values(report.models).map((model) => model[name]).find(Number.isFinite);

export function showFigures(root, report) {
  const refused = Object.values(report.models).reduce((sum, model) => sum + model.refused, 0);
  const first = mean(report, "time_to_first_token_seconds");
  const speed = mean(report, "tokens_per_second");
  root.replaceChildren(
    figure("Tokens/s now", number(report.tokens.per_second, 1), "over a minute"),
    figure("Tokens/s per answer", speed === undefined ? "–" : number(speed, 1), "mean since the start"),
    figure("First token", first === undefined ? "–" : duration(first), "mean since the start"),
    figure("Slots", `${sumOf(report, "slots_busy")} / ${sumOf(report, "slots_total")}`, `${sumOf(report, "queue_length")} waiting`),
    figure("Requests", number(report.requests.total), `${report.requests.in_flight} now · ${refused} refused`),
    figure("Tokens", number(report.tokens.completion), `and ${number(report.tokens.prompt)} of prompts`),
  );
}

function table(title, rows) {
  const known = rows.filter(([, value]) => value !== undefined && value !== null && value !== "");
  const entries = known.flatMap(([name, value]) => [el("dt", { text: name }), el("dd", { text: String(value), dir: "auto" })]);
  return [el("h2", { text: title }), el("dl", {}, ...entries)];
}

const outcomes = (counts) => Object.entries(counts).map(([name, count]) => `${number(count)} ${name}`).join(", ");

const about = (card) => [
  ["Name", card.name],
  ["Architecture", card.architecture],
  ["Size", `${amount(card.parameters)} weights, ${bytes(card.bytes)}`],
  ["Quantisation", card.quantization],
  ["Context", `${number(card.context_length)} of ${number(card.trained_context_length)} tokens`],
];

export function showModels(root, report, cards, health) {
  const parts = Object.entries(report.models).flatMap(([id, model]) => {
    const card = cards[id];
    return table(id, [
      ...(card ? about(card) : []),
      ["Answers", outcomes(model.outcomes) || "none yet"],
      ["Prompt tokens read before", number(model.cached_prompt_tokens)],
      ["Restarts of the engine", model.engine?.restarts],
      ["Engine runs for", model.engine?.process?.uptime_seconds && duration(model.engine.process.uptime_seconds)],
      ["Engine's memory", model.engine?.process?.rss_bytes && bytes(model.engine.process.rss_bytes)],
    ]);
  });
  if (health.embeddings) {
    const { requests, texts, tokens } = report.embeddings;
    parts.push(
      ...table("Embeddings", [
        ["Model", health.embeddings.model],
        ["State", health.embeddings.detail || health.embeddings.stage],
        ["Requests", number(requests)],
        ["Texts", `${number(texts)} with ${number(tokens)} tokens`],
      ]),
    );
  }
  root.replaceChildren(...(parts.length ? parts : [el("h2", { text: "Model" }), el("p", { text: "None yet." })]));
}

export function showServer(root, report, version, collections) {
  root.replaceChildren(
    ...table("Server", [
      ["Version", version],
      ["Runs for", report.process.uptime_seconds && duration(report.process.uptime_seconds)],
      ["Memory", report.process.rss_bytes && bytes(report.process.rss_bytes)],
      ["Heap", `${bytes(report.jvm.heap_used_bytes)}${report.jvm.heap_max_bytes > 0 ? ` of ${bytes(report.jvm.heap_max_bytes)}` : ""}`],
      ["Threads of Java", report.jvm.threads],
      ["Garbage collection", `${number(report.jvm.gc_collections)} times, ${duration(report.jvm.gc_seconds)}`],
      ["Collections", collections?.map(({ name, total }) => `${name} (${total})`).join(", ")],
    ]),
  );
}

const time = (seconds) => new Date(seconds * 1000).toLocaleTimeString("en-GB");

export function showErrors(root, errors) {
  const head = el("h2", { text: "Recent errors" });
  if (errors.length === 0) {
    root.replaceChildren(head, el("p", { class: "none" }, icon("check"), "None since the server started."));
    return;
  }
  const cells = (error) => [time(error.time), error.status, `${error.method} ${error.route}`, error.request_id ?? "–"];
  const row = (error) => el("tr", {}, ...cells(error).map((text) => el("td", { text: String(text) })));
  const heads = ["Time", "Status", "Request", "Id"].map((text) => el("th", { scope: "col", text }));
  const rows = errors.slice(0, 20).map(row);
  const content = el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows));
  root.replaceChildren(head, el("div", { class: "scrolls", tabindex: 0, role: "region", "aria-label": "Table of errors" }, content));
}
