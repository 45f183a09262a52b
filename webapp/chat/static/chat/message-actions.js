// What can be done with the messages of a conversation, for the views that have buttons for it.

import { byId } from "../shared/dom.js";
import { toast } from "../shared/toast.js";

export function messageActions({ session, run, scroll, composer, config, askForKey }) {
  return {
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
    askForKey,
  };
}
