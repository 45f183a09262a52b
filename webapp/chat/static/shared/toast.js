// Short words that go away by themselves.

import { byId, el } from "./dom.js";

const STAYS = 4000;

export function toast(text, action) {
  const element = el("div", { class: "toast" }, el("span", { text }));
  if (action) {
    const act = () => {
      element.remove();
      action.do();
    };
    element.append(el("button", { type: "button", text: action.label, on: { click: act } }));
  }
  byId("toasts").append(element);
  setTimeout(() => element.remove(), action ? STAYS * 2 : STAYS);
}
