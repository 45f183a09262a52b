// The model picker.

import { getJson } from "../shared/api.js";
import { byId, el } from "../shared/dom.js";

/** The ids of models that chat: those that make embeddings stand in the same list. */
async function chatModels(embedder) {
  const { data } = await getJson("v1/models");
  return data.map((model) => model.id).filter((id) => id !== embedder);
}

const plainName = (id) => id.replace(/^.*\//, "").replace(/\.gguf$/i, "");

export async function fillModels(health, chosen) {
  const ids = await chatModels(health.embeddings?.model);
  const picker = byId("model");
  if (ids.length === 0) {
    return;
  }
  picker.replaceChildren(...ids.map((id) => el("option", { value: id, text: plainName(id) })));
  picker.value = ids.includes(chosen) ? chosen : ids[0];
  picker.disabled = ids.length < 2;
}
