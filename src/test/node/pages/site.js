// A browser, and the server as it is reached: by itself, or behind a proxy with a prefix.

import { launch } from "./browser.js";
import { startProxy } from "./proxy.js";

/** What the environment says: `base` is the address of the pages. */
export async function openSite() {
  const { SERVER_URL, PREFIX } = process.env;
  const browser = await launch();
  const proxy = PREFIX ? await startProxy(SERVER_URL, { prefix: PREFIX }) : null;
  return {
    browser,
    base: proxy?.url ?? SERVER_URL,
    close: async () => {
      await browser.close();
      proxy?.close();
    },
  };
}
