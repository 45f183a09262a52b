// The status page: health for everybody, figures for those who have a key.

import { allCollections } from "../documents/collections.js";
import { getJson } from "../shared/api.js";
import { byId } from "../shared/dom.js";
import { askForKey } from "../shared/key-dialog.js";
import { currentKey, keepKey, takeKeyFromAddress } from "../shared/key.js";
import { Readiness } from "../shared/readiness.js";
import { makeCharts } from "./charts.js";
import { showErrors } from "./errors.js";
import { showFigures } from "./figures.js";
import { showHealth } from "./health.js";
import { showCollections, showEmbeddings, showModels, showServer } from "./tables.js";

const EVERY = 5000;

takeKeyFromAddress();
const config = await getJson("chat/config", { key: null }).catch(() => ({}));
if (!currentKey() && config.default_key) {
  keepKey(config.default_key, false);
}

const readiness = new Readiness();
const showCharts = makeCharts(byId("charts"));
let refused = false;
let timer = 0;

const mayAsk = () => !refused && (!config.require_key || config.logged_in || Boolean(currentKey()));

function lock(locked) {
  byId("with-key").hidden = locked;
  byId("without-key").hidden = !locked;
}

async function draw() {
  const collections = await allCollections().catch(() => undefined);
  const [report, history, cards] = await Promise.all(["metrics", "metrics/history", "status/models"].map((path) => getJson(path)));
  lock(false);
  showFigures(byId("figures"), report);
  showCharts(history.samples);
  showModels(byId("models"), report, cards.models);
  showServer(byId("server"), report, config.version);
  showEmbeddings(byId("embeddings"), report, readiness.state);
  showCollections(byId("collections"), collections);
  showErrors(byId("errors"), history.errors);
}

async function refresh() {
  clearTimeout(timer);
  if (!mayAsk()) {
    lock(true);
    return;
  }
  try {
    await draw();
  } catch (problem) {
    refused = problem.wantsKey;
    lock(refused);
    if (problem.unreachable) {
      readiness.look();
    }
  }
  timer = setTimeout(refresh, EVERY);
}

async function enterKey() {
  if (await askForKey(refused ? "The server does not take the key that was used so far." : "")) {
    refused = false;
    await refresh();
  }
}

readiness.addEventListener("change", () => showHealth(byId("health"), readiness.state));
byId("open-key").hidden = !config.require_key;
byId("open-key").addEventListener("click", enterKey);
byId("enter-key").addEventListener("click", enterKey);
document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : refresh()));
await readiness.look();
await refresh();
