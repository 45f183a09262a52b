// The model picker: which models there are, and whether each is in memory.

import { getJson } from "../shared/api.js";
import { byId, el } from "../shared/dom.js";

const AGAIN_MILLIS = 1000;
let embedder;
let timer;

const plainName = (id) => id.replace(/^.*\//, "").replace(/\.gguf$/i, "");

function label({ id, status }) {
  const percent = Math.floor((status?.progress ?? 0) * 100);
  const words = { unloaded: "not loaded", loading: `loading, ${percent} %`, failed: "could not be loaded" };
  const state = words[status?.value];
  return state ? `${plainName(id)} (${state})` : plainName(id);
}

/** The models that chat: those that make embeddings stand in the same list. */
async function chatModels() {
  const { data } = await getJson("v1/models");
  return data.filter((model) => model.id !== embedder);
}

function show(models, chosen) {
  const picker = byId("model");
  if (models.length === 0) {
    return;
  }
  const ids = models.map((model) => model.id);
  const options = [...picker.options];
  if (ids.join() === options.map((option) => option.value).join()) {
    // In place, for it may be open.
    options.forEach((option, i) => (option.text = label(models[i])));
    return;
  }
  picker.replaceChildren(...models.map((model) => el("option", { value: model.id, text: label(model) })));
  picker.value = ids.includes(chosen) ? chosen : ids[0];
  picker.disabled = ids.length < 2;
}

/** Shows how it stands with the models now, and goes on while an answer waits for one of them. */
async function refresh(session) {
  clearTimeout(timer);
  try {
    const models = await chatModels();
    const picker = byId("model");
    show(models, picker.value);
    const asked = models.find((model) => model.id === picker.value);
    const waits = session.busy && asked?.status?.value !== "loaded";
    if (waits || models.some(({ status }) => status?.value === "loading")) {
      timer = setTimeout(() => refresh(session), AGAIN_MILLIS);
    }
  } catch {
    // Whoever asks next tells what is wrong.
  }
}

/** Keeps the picker up to date: when it is looked at, and when an answer begins or ends. */
export function followModels(session) {
  const picker = byId("model");
  picker.addEventListener("pointerenter", () => refresh(session));
  picker.addEventListener("focus", () => refresh(session));
  session.addEventListener("busy", () => refresh(session));
}

export async function fillModels(health, chosen) {
  embedder = health.embeddings?.model;
  show(await chatModels(), chosen);
}
