// Puts the page together.

import { getJson } from "../shared/api.js";
import { byId } from "../shared/dom.js";
import { askForKey } from "../shared/key-dialog.js";
import { currentKey, keepKey, takeKeyFromAddress } from "../shared/key.js";
import { showNotice } from "../shared/notice.js";
import { Readiness } from "../shared/readiness.js";
import { load, save } from "../shared/storage.js";
import { toast } from "../shared/toast.js";
import { showChips } from "./chips.js";
import { Composer } from "./composer.js";
import { conversationMenu, exportAll, importFile } from "./conversation-menu.js";
import { DocumentsDialog } from "./documents-dialog.js";
import { Keeper } from "./keeper.js";
import { fillModels } from "./models.js";
import { loadOptions, optionsOfLink, requestFields, saveOptions } from "./options.js";
import { layOutSidebar } from "./panels.js";
import { Scroll } from "./scroll.js";
import { Session } from "./session.js";
import { openSettings } from "./settings-dialog.js";
import { bindShortcuts } from "./shortcuts.js";
import { Sidebar } from "./sidebar.js";
import { openStore } from "./store.js";
import { ThreadView } from "./thread-view.js";
import { newConversation } from "./tree.js";

const OPEN = "open-conversation";
const TAB = { lasting: false };

takeKeyFromAddress();
const link = optionsOfLink(location.search);
const options = { ...loadOptions(), ...link.options };
const config = await getJson("chat/config", { key: null }).catch(() => ({ defaults: {} }));
if (!currentKey() && config.default_key) {
  keepKey(config.default_key, false);
}

const store = await openStore();
const keeper = new Keeper(store);
const session = new Session(keeper, () => requestFields({ ...options, collections: chosen(), model: byId("model").value || options.model }));
const scroll = new Scroll(byId("scroller"), byId("latest"));
const readiness = new Readiness();
const panels = layOutSidebar();
const composer = new Composer(send, () => session.stop());

function changeOptions(next) {
  for (const name of Object.keys(options)) {
    delete options[name];
  }
  Object.assign(options, next);
  saveOptions(options);
  showChosen();
}

const chosen = () => (config.documents && options.collections) || [];
const choose = (collections) => changeOptions({ ...options, collections });
const showChosen = () => showChips(chosen(), (name) => choose(chosen().filter((each) => each !== name)));

function run(work) {
  scroll.toEnd();
  work.catch((problem) => toast(problem.message));
}

function send(text) {
  if (session.busy) {
    return false;
  }
  run(session.send(text));
  return true;
}

const actions = {
  select: (node) => session.select(node),
  edit: (node, text) => run(session.edit(node, text)),
  regenerate: (node) => run(session.regenerate(node)),
  continue: (node) => run(session.continue(node)),
  retry: (node) => run(session.retry(node)),
  changed: (node) => session.change(node),
  drawn: () => scroll.keep(),
  feedback: () => Boolean(config.feedback),
  suggest: (text) => {
    composer.fill(text);
    byId("question").focus();
  },
  copied: async (done) => toast((await done) ? "Copied." : "The browser did not let it be copied."),
  say: toast,
  askForKey: () => enterKey(),
};
new ThreadView(byId("thread"), session, actions);

const sidebar = new Sidebar(byId("list"), byId("search"), keeper, {
  current: () => session.conversation.id,
  open: openConversation,
  menu: (conversation, button) =>
    conversationMenu(conversation, button, keeper, {
      renamed: (id, title) => id === session.conversation.id && (session.conversation.title = title),
      removed: (id) => id === session.conversation.id && startNew(),
    }),
});

async function openConversation(id) {
  const conversation = id === session.conversation.id ? session.conversation : await keeper.get(id);
  if (conversation && conversation !== session.conversation) {
    session.open(conversation);
  }
  panels.closeOnPhone();
  scroll.toEnd();
}

function startNew() {
  session.open(newConversation());
  panels.closeOnPhone();
  composer.focus();
}

async function enterKey(message) {
  if (await askForKey(message)) {
    await meetServer();
  }
}

/** The models, and with them whether the key is good. */
async function meetServer() {
  byId("open-key").hidden = !config.require_key && !currentKey();
  if (config.require_key && !config.logged_in && !currentKey()) {
    await enterKey();
    return;
  }
  try {
    await fillModels(readiness.state, options.model);
  } catch (problem) {
    if (problem.wantsKey && !document.querySelector("dialog[open]")) {
      await enterKey(currentKey() ? "The server does not take the key that was used so far." : "");
    } else if (!problem.passes) {
      toast(problem.message);
    }
  }
}

let stage = null;
readiness.addEventListener("change", () => {
  showNotice(readiness.state);
  const last = session.path.at(-1);
  const turned = readiness.ready && stage !== "ready";
  stage = readiness.state.stage;
  if (turned) {
    meetServer();
    if (last?.error?.status === 503 && !session.busy) {
      actions.retry(last);
    }
  }
});

session.addEventListener("open", () => {
  save(OPEN, session.conversation.leaf ? session.conversation.id : null, TAB);
  document.title = session.conversation.title ? `${session.conversation.title} · servllama` : "servllama";
  sidebar.refreshSoon();
});
session.addEventListener("busy", () => {
  composer.busy(session.busy);
  const error = session.path.at(-1)?.error;
  if (!session.busy && error) {
    readiness.look();
    if (error.status === 401) {
      enterKey(error.message);
    }
  }
});
keeper.addEventListener("full", () => toast("The browser has no room left to keep this conversation. Export it, or delete others."));

byId("model").addEventListener("change", () => changeOptions({ ...options, model: byId("model").value }));
byId("open-documents").hidden = !config.documents;
byId("open-documents").addEventListener("click", () => new DocumentsDialog(chosen, choose).open());
byId("new-chat").addEventListener("click", startNew);
byId("open-key").addEventListener("click", () => enterKey());
byId("open-settings").addEventListener("click", () => openSettings(() => ({ ...options }), config.defaults, changeOptions));
byId("export-all").addEventListener("click", () => exportAll(keeper));
byId("import").addEventListener("click", () => byId("import-file").click());
byId("import-file").addEventListener("change", (event) => importFile(event.target, keeper));
bindShortcuts({ startNew, stop: () => session.stop(), search: panels.search });

await keeper.recover();
const open = await keeper.get(load(OPEN, TAB) ?? "");
session.open(open && !link.prompt ? open : newConversation());
if (link.prompt) {
  composer.fill(link.prompt);
}
if (location.search) {
  history.replaceState(null, "", location.pathname); // Or a reload would fill it in again.
}
if (store.lost) {
  toast("This browser keeps nothing: conversations last as long as the page.");
}
showChosen();
await sidebar.refresh();
await readiness.look();
scroll.toEnd();
composer.focus();
