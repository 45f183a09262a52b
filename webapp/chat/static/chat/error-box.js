// Under an answer that failed: what went wrong, what to do next, and a way to try again.

import { el, icon } from "../shared/dom.js";
import { duration } from "../shared/format.js";

// Longer than this nobody waits in front of a page.
const LONGEST = 300;
const SECOND = 1000;

/** Counts down to when the server takes requests again, then tries by itself. */
function countdown(until, element, onEnd) {
  const timer = setInterval(() => {
    const rest = Math.ceil((until - Date.now()) / SECOND);
    if (!element.isConnected) {
      clearInterval(timer);
    } else if (rest > 0) {
      element.textContent = `Trying again in ${rest} s`;
    } else {
      clearInterval(timer);
      onEnd();
    }
  }, SECOND / 4);
}

export function errorBox(node, actions) {
  const { error } = node;
  if (!error) {
    return null;
  }
  const advice = el("span", { class: "advice", text: error.advice });
  const retry = el("button", { type: "button", text: "Try again", on: { click: () => actions.retry(node) } });
  const text = el("div", { class: "error-text" }, el("strong", { text: error.message, dir: "auto" }), advice);
  if (error.id) {
    text.append(el("small", { text: `Request ${error.id}` }));
  }
  if (error.status === 429 && error.retryAfter) {
    const until = error.at + error.retryAfter * SECOND;
    if (error.retryAfter > LONGEST) {
      advice.textContent = `The limit ends in ${duration(error.retryAfter)}.`;
    } else if (until > Date.now()) {
      advice.textContent = `Trying again in ${Math.ceil((until - Date.now()) / SECOND)} s`;
      countdown(until, advice, () => actions.retry(node));
    }
  }
  const buttons = [error.status === 401 && el("button", { type: "button", text: "Enter a key", on: { click: actions.askForKey } }), retry];
  return el("div", { class: "error-box", role: "alert" }, icon("warn"), text, ...buttons.filter(Boolean));
}
