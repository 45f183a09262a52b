// What the user has set: model, system prompt, sampling. Fields that are empty are not sent, so
// that the server's own defaults hold.

import { loadJson, saveJson } from "../shared/storage.js";

const NAME = "options";
const PRESETS = "presets";

/** The fields of a request that can be set: name, label, range and step, what it does. */
export const FIELDS = [
  { name: "temperature", label: "Temperature", min: 0, max: 2, step: 0.05, help: "Higher is more varied; 0 always takes the likeliest word." },
  { name: "top_p", label: "Top P", min: 0, max: 1, step: 0.01, help: "Keeps the likeliest words that together have this probability." },
  { name: "top_k", label: "Top K", min: 0, max: 1000, step: 1, help: "Keeps so many of the likeliest words; 0 keeps all." },
  { name: "min_p", label: "Min P", min: 0, max: 1, step: 0.01, help: "Drops words less likely than this share of the likeliest." },
  { name: "max_tokens", label: "Longest answer", min: 1, max: 1_000_000, step: 1, help: "In tokens; empty for as long as fits." },
  { name: "repeat_penalty", label: "Repeat penalty", min: 0.1, max: 2, step: 0.05, help: "Above 1, words that were there lately are less likely." },
  { name: "presence_penalty", label: "Presence penalty", min: -2, max: 2, step: 0.1, help: "Above 0, new subjects are likelier." },
  { name: "frequency_penalty", label: "Frequency penalty", min: -2, max: 2, step: 0.1, help: "Above 0, words are less likely each time they come." },
  { name: "seed", label: "Seed", min: 0, max: 2_147_483_647, step: 1, help: "The same seed gives the same answer again." },
];

export const loadOptions = () => loadJson(NAME, {});
export const saveOptions = (options) => saveJson(NAME, options);
export const loadPresets = () => loadJson(PRESETS, {});
export const savePresets = (presets) => saveJson(PRESETS, presets);

/** What a request carries of these options. */
export function requestFields(options) {
  const fields = {};
  for (const { name } of FIELDS) {
    if (typeof options[name] === "number") {
      fields[name] = options[name];
    }
  }
  if (options.model) {
    fields.model = options.model;
  }
  if (options.collections?.length) {
    fields.collections = options.collections;
  }
  const system = options.system?.trim();
  return system ? { ...fields, system } : fields;
}

/** A number from a field, or undefined if it is empty or out of range. */
export function readNumber(text, { min, max, step }) {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  const good = Number.isFinite(value) && value >= min && value <= max && (step !== 1 || Number.isInteger(value));
  return good ? value : undefined;
}

/** What a shared link sets: options, and a message that is filled in but never sent. */
export function optionsOfLink(search) {
  const query = new URLSearchParams(search);
  const options = {};
  for (const field of FIELDS) {
    const value = readNumber(query.get(field.name) ?? "", field);
    if (value !== undefined) {
      options[field.name] = value;
    }
  }
  for (const name of ["model", "system"]) {
    if (query.get(name)) {
      options[name] = query.get(name);
    }
  }
  return { options, prompt: query.get("prompt") ?? "" };
}

/** A link that opens the page with these options. */
export function linkOf(address, options, prompt = "") {
  const link = new URL(address);
  link.search = link.hash = "";
  const fields = requestFields(options);
  for (const name of ["model", "system", ...FIELDS.map((field) => field.name)]) {
    if (fields[name] !== undefined) {
      link.searchParams.set(name, fields[name]);
    }
  }
  if (prompt) {
    link.searchParams.set("prompt", prompt);
  }
  return link.href;
}
