// Going through the branches at a message: 2 of 3.

import { el, iconButton } from "../shared/dom.js";
import { siblings } from "./tree.js";

export function branches(conversation, node, select) {
  const all = siblings(conversation, node);
  if (all.length < 2) {
    return null;
  }
  const at = all.indexOf(node);
  const to = (step) => () => select(all[at + step]);
  return el(
    "span",
    { class: "branches", role: "group", "aria-label": "Versions" },
    iconButton("left", "Version before", to(-1), { disabled: at === 0 }),
    el("span", { text: `${at + 1} / ${all.length}` }),
    iconButton("right", "Next version", to(1), { disabled: at === all.length - 1 }),
  );
}
