// The settings: system prompt, sampling, presets and a link to share.

import { copyText } from "../shared/clipboard.js";
import { ask, openDialog } from "../shared/dialog.js";
import { el } from "../shared/dom.js";
import { toast } from "../shared/toast.js";
import { FIELDS, linkOf, loadPresets, readNumber, savePresets } from "./options.js";

function numberField(field, options, fallback, onChange) {
  const id = `option-${field.name}`;
  const input = el("input", {
    id,
    type: "number",
    inputmode: "decimal",
    min: field.min,
    max: field.max,
    step: field.step === 1 ? 1 : "any",
    placeholder: fallback ?? "default",
    "aria-describedby": `${id}-help`,
  });
  input.value = options[field.name] ?? "";
  input.addEventListener("input", () => {
    const value = readNumber(input.value, field);
    const bad = value === undefined && (input.value !== "" || input.validity.badInput);
    input.setAttribute("aria-invalid", String(bad));
    if (!bad) {
      onChange({ [field.name]: value });
    }
  });
  return el(
    "div",
    { class: "field" },
    el("label", { for: id, text: field.label }),
    input,
    el("small", { id: `${id}-help`, text: field.help }),
  );
}

function presetRow(options, replace) {
  const presets = loadPresets();
  const names = Object.keys(presets).sort();
  const select = el(
    "select",
    { "aria-label": "Preset" },
    el("option", { value: "", text: names.length ? "Choose a preset…" : "No presets yet" }),
    ...names.map((name) => el("option", { value: name, text: name })),
  );
  select.addEventListener("change", () => select.value && replace(presets[select.value]));
  const save = async () => {
    const name = await ask("Save as a preset", "Name of the preset", select.value);
    if (name) {
      const { collections, ...kept } = options();
      savePresets({ ...loadPresets(), [name]: kept });
      toast(`Saved as “${name}”.`);
      replace(options());
    }
  };
  const remove = () => {
    const { [select.value]: gone, ...rest } = loadPresets();
    savePresets(rest);
    replace(options());
  };
  return el(
    "div",
    { class: "preset-row" },
    select,
    el("button", { type: "button", class: "quiet", text: "Save…", on: { click: save } }),
    el("button", { type: "button", class: "quiet", text: "Delete", on: { click: remove } }),
  );
}

/**
 * @param current gives the options as they are
 * @param defaults of the server, by name
 * @param change takes the options as they are to be
 */
export function openSettings(current, defaults, change) {
  const body = el("div", { class: "stack" });
  const merge = (part) => change({ ...current(), ...part });
  const draw = () => {
    const options = current();
    const system = el("textarea", { id: "option-system", rows: 4, dir: "auto", placeholder: "You are a helpful assistant…" });
    system.value = options.system ?? "";
    system.addEventListener("input", () => merge({ system: system.value }));
    body.replaceChildren(
      presetRow(current, (next) => {
        change({ collections: current().collections, ...next });
        draw();
      }),
      el("div", { class: "field" }, el("label", { for: "option-system", text: "System prompt" }), system),
      el("div", { class: "fields" }, ...FIELDS.map((field) => numberField(field, options, defaults[field.name], merge))),
      el(
        "div",
        { class: "dialog-buttons" },
        el("button", { type: "button", class: "quiet", text: "Reset", on: { click: () => (change({ model: current().model }), draw()) } }),
        el("button", {
          type: "button",
          class: "quiet",
          text: "Copy link",
          on: {
            click: async () => {
              const copied = await copyText(linkOf(location.href, current()));
              toast(copied ? "The link with these settings is copied." : "The browser did not let it be copied.");
            },
          },
        }),
        el("button", { type: "button", class: "primary", text: "Done", on: { click: (event) => event.target.closest("dialog").close() } }),
      ),
    );
  };
  draw();
  return openDialog("Settings", body);
}
