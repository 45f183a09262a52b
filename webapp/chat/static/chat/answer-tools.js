// Under an answer: copy, ask again, go on, thumbs, and how fast it was.

import { copyText } from "../shared/clipboard.js";
import { el, iconButton } from "../shared/dom.js";
import { duration, number } from "../shared/format.js";
import { branches } from "./branches.js";
import { thumbs } from "./feedback.js";
import { answerOf } from "./thinking.js";

function figures({ stats }) {
  if (!stats) {
    return null;
  }
  const parts = [
    `${number(stats.completion)} tokens`,
    stats.rate && `${number(stats.rate, 1)} tokens/s`,
    `first after ${duration(stats.firstToken)}`,
  ];
  const title = stats.prompt === null ? false : `${number(stats.prompt)} tokens in the prompt`;
  return el("span", { class: "figures", text: parts.filter(Boolean).join(" · "), title });
}

/** Whether there may be more of it to come. */
const isCut = ({ finish, content }) => content && finish !== "stop" && finish !== "tool_calls";

export function answerTools(conversation, node, actions) {
  const cut = isCut(node);
  return [
    branches(conversation, node, actions.select),
    iconButton("copy", "Copy answer", () => actions.copied(copyText(answerOf(node)))),
    iconButton("redo", "Ask again", () => actions.regenerate(node)),
    cut && iconButton("next", "Continue the answer", () => actions.continue(node)),
    ...thumbs(node, actions),
    figures(node),
    cut && el("span", { class: "figures", text: node.finish === "length" ? "cut at the token limit" : "stopped" }),
  ].filter(Boolean);
}
