// The most asked numbers, large.

import { el } from "../shared/dom.js";
import { duration, number } from "../shared/format.js";

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
