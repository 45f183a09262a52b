// How it stands with the model, for everybody.

import { el } from "../shared/dom.js";

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
