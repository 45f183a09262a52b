// What can be done with a conversation as a whole, and with all of them.

import { ask, confirm } from "../shared/dialog.js";
import { openMenu } from "../shared/menu.js";
import { toast } from "../shared/toast.js";
import { download, fileName, fromJson, toJson, toMarkdown } from "./portable.js";

const JSON_TYPE = "application/json";
const MARKDOWN_TYPE = "text/markdown;charset=utf-8";

export function conversationMenu(conversation, button, keeper, { renamed, removed }) {
  const { id, title } = conversation;
  const latest = () => keeper.get(id);
  const rename = async () => {
    const name = await ask("Rename", "Title of the conversation", title);
    if (name) {
      renamed(id, name);
      await keeper.save({ ...(await latest()), title: name });
    }
  };
  const remove = async () => {
    if (await confirm("Delete conversation?", `“${title || "New chat"}” will be gone for good.`, "Delete")) {
      await keeper.remove(id);
      removed(id);
    }
  };
  openMenu(button, [
    { icon: "pen", label: "Rename", do: rename },
    {
      icon: "save",
      label: "Export as Markdown",
      do: async () => download(`${fileName(title)}.md`, toMarkdown(await latest()), MARKDOWN_TYPE),
    },
    {
      icon: "save",
      label: "Export as JSON",
      do: async () => download(`${fileName(title)}.json`, toJson([await latest()]), JSON_TYPE),
    },
    { icon: "bin", label: "Delete", danger: true, do: remove },
  ]);
}

export async function exportAll(keeper) {
  const all = (await keeper.all()).filter((each) => each.leaf);
  if (all.length === 0) {
    toast("There is nothing to export yet.");
    return;
  }
  download("conversations.json", toJson(all), JSON_TYPE);
}

export async function importFile(input, keeper) {
  const [file] = input.files;
  input.value = "";
  if (!file) {
    return;
  }
  try {
    const all = fromJson(await file.text());
    for (const each of all) {
      await keeper.put(each);
    }
    toast(all.length === 1 ? "One conversation imported." : `${all.length} conversations imported.`);
  } catch (problem) {
    toast(problem instanceof SyntaxError ? "This file is not JSON." : problem.message);
  }
}
