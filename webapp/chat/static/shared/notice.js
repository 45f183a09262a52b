// The line under the header that says what the page waits for.

import { byId, el, icon } from "./dom.js";

const WORDS = new Map([
  ["gone", "The server does not answer. Looking for it…"],
  ["failed", "The model could not be loaded"],
  ["refused", "The server does not serve this page"],
  ["unknown", "Connecting…"],
]);

function words({ stage, detail }) {
  return WORDS.get(stage) ?? (stage === "pulling" ? "The model is being fetched" : "The model is loading");
}

/** Shows how far the server is; nothing once it is ready. */
export function showNotice(state) {
  const notice = byId("notice");
  const quiet = state.stage === "ready" || state.stage === "unknown";
  notice.hidden = quiet;
  if (quiet) {
    notice.replaceChildren();
    return;
  }
  const broken = ["gone", "failed", "refused"].includes(state.stage);
  notice.classList.toggle("broken", broken);
  const text = [words(state), state.detail].filter(Boolean).join(": ");
  if (notice.firstElementChild?.dataset.stage === state.stage && notice.querySelector("progress")) {
    notice.querySelector("progress").value = state.progress ?? 0;
    notice.querySelector(".percent").textContent = percent(state);
    notice.querySelector(".words").textContent = text;
    return;
  }
  const line = el("div", { class: "notice-line", "data-stage": state.stage });
  line.append(el("span", { class: "words", text }));
  if (broken) {
    line.prepend(icon("warn"));
  } else {
    line.append(
      el("progress", { max: 1, value: state.progress ?? 0, "aria-label": "Progress" }),
      el("span", { class: "percent", text: percent(state), "aria-hidden": "true" }),
    );
  }
  notice.replaceChildren(line);
}

const percent = ({ progress }) => (progress ? `${Math.floor(progress * 100)} %` : "");
