// What went wrong lately, with the ids that the log has as well.

import { el, icon } from "../shared/dom.js";

const time = (seconds) => new Date(seconds * 1000).toLocaleTimeString("en-GB");

export function showErrors(root, errors) {
  const head = el("h2", { text: "Recent errors" });
  if (errors.length === 0) {
    root.replaceChildren(head, el("p", { class: "none" }, icon("check"), "None since the server started."));
    return;
  }
  const cells = (error) => [time(error.time), error.status, `${error.method} ${error.route}`, error.request_id ?? "–"];
  const row = (error) => el("tr", {}, ...cells(error).map((text) => el("td", { text: String(text) })));
  const heads = ["Time", "Status", "Request", "Id"].map((text) => el("th", { scope: "col", text }));
  const rows = errors.slice(0, 20).map(row);
  const content = el("table", {}, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows));
  root.replaceChildren(head, el("div", { class: "scrolls", tabindex: 0, role: "region", "aria-label": "Table of errors" }, content));
}
