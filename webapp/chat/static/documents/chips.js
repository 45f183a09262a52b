// The chosen collections, above the next message; a click takes one out.

import { byId, el, icon } from "../shared/dom.js";

export function showChips(names, remove) {
  const chips = byId("chips");
  chips.hidden = names.length === 0;
  chips.replaceChildren(
    ...names.map((name) =>
      el(
        "button",
        { type: "button", "aria-label": `Do not answer from ${name}`, on: { click: () => remove(name) } },
        icon("book"),
        el("bdi", { text: name }),
        icon("close"),
      ),
    ),
  );
}
