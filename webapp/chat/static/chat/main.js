// Puts the page together.

import { acceptDrops } from "../documents/drop.js";
import { showChips } from "../documents/chips.js";
import { DocumentsDialog } from "../documents/dialog.js";
import { getJson } from "../shared/api.js";
import { byId } from "../shared/dom.js";
import { currentKey, keepKey, takeKeyFromAddress } from "../shared/key.js";
import { load, save } from "../shared/storage.js";
import { toast } from "../shared/toast.js";
import { Composer } from "./composer.js";
import { conversationMenu, exportAll, importFile } from "./conversation-menu.js";
import { CurrentOptions } from "./current-options.js";
import { Keeper } from "./keeper.js";
import { messageActions } from "./message-actions.js";
import { loadOptions, optionsOfLink, requestFields } from "./options.js";
import { layOutSidebar } from "./panels.js";
import { Scroll } from "./scroll.js";
import { ServerContact } from "./server-contact.js";
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
const config = await getJson("chat/config", { key: null }).catch(() => ({ defaults: {} }));
if (!currentKey() && config.default_key) {
  keepKey(config.default_key, false);
}

const options = new CurrentOptions({ ...loadOptions(), ...link.options });
const store = await openStore();
const keeper = new Keeper(store);
const session = new Session(keeper, () => requestFields({ ...options.all, model: byId("model").value || options.all.model }));
const scroll = new Scroll(byId("scroller"), byId("latest"));
const panels = layOutSidebar();
const contact = new ServerContact(config, options, session);
const composer = new Composer(send, () => session.stop());
const documents = new DocumentsDialog(() => options.collections, (collections) => options.merge({ collections }));

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

const actions = messageActions({ session, run, scroll, composer, config, askForKey: () => contact.enterKey() });
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

const showChosen = () => showChips(options.collections, (name) => options.merge({ collections: options.collections.filter((each) => each !== name) }));
options.addEventListener("change", showChosen);
session.addEventListener("open", () => {
  save(OPEN, session.conversation.leaf ? session.conversation.id : null, TAB);
  document.title = session.conversation.title ? `${session.conversation.title} · servllama` : "servllama";
  sidebar.refreshSoon();
});
session.addEventListener("busy", () => composer.busy(session.busy));
keeper.addEventListener("full", () => toast("The browser has no room left to keep this conversation. Export it, or delete others."));

byId("model").addEventListener("change", () => options.merge({ model: byId("model").value }));
byId("open-documents").addEventListener("click", () => documents.open());
byId("new-chat").addEventListener("click", startNew);
byId("open-key").addEventListener("click", () => contact.enterKey());
byId("open-settings").addEventListener("click", () => openSettings(() => options.all, config.defaults, (next) => options.replace(next)));
byId("export-all").addEventListener("click", () => exportAll(keeper));
byId("import").addEventListener("click", () => byId("import-file").click());
byId("import-file").addEventListener("change", (event) => importFile(event.target, keeper));
bindShortcuts({ startNew, stop: () => session.stop(), search: panels.search });
acceptDrops((files) => documents.take(files));

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
await contact.look();
scroll.toEnd();
composer.focus();
