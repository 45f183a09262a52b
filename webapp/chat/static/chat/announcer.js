// Reads an answer out to those who do not see it: block by block, not letter by letter.

import { byId, el } from "../shared/dom.js";

const MOST = 20;

export function announce(text) {
  const region = byId("live");
  region.append(el("p", { text }));
  while (region.childElementCount > MOST) {
    region.firstElementChild.remove();
  }
}
