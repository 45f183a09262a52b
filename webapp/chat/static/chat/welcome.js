// What an empty conversation shows.

import { el } from "../shared/dom.js";

const SUGGESTIONS = [
  ["Explain something", "Explain how a transformer predicts the next word, for a curious beginner."],
  ["Write something", "Write a friendly email that moves a meeting to Thursday afternoon."],
  ["Help with code", "Write a Java method that reverses the words of a sentence, with a short test."],
  ["Make a plan", "Plan a rainy weekend in a small town, as a table of morning, afternoon and evening."],
];

export function welcome(suggest) {
  const cards = SUGGESTIONS.map(([title, text]) =>
    el(
      "button",
      { type: "button", class: "card", on: { click: () => suggest(text) } },
      el("strong", { text: title }),
      el("span", { text }),
    ),
  );
  return el(
    "section",
    { class: "welcome", "aria-label": "Start" },
    el("img", { src: new URL("../icon.svg", import.meta.url).href, alt: "", width: 52, height: 52 }),
    el("h1", { text: "What can I help with?" }),
    el("div", { class: "cards" }, ...cards),
  );
}
