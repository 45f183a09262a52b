// Pictures of the pages for the README: node screenshots.js FOLDER

import { finished, launch, newPage, PHONE, send, WIDE } from "./browser.js";
import { startProxy, streaming } from "./proxy.js";
import { sample } from "./samples.js";

const [folder] = process.argv.slice(2);
const { SERVER_URL, SERVER_KEY } = process.env;
const DAY = 86_400_000;
// So that the charts have something to show, and it is true.
const WORK_SECONDS = 150;

const references = [
  { text: "The Nile is about 6,650 km long.", title: "Rivers of the World", author: "A. Writer", date: "2021", page: 42 },
];
const TITLES = [
  ["Names for a sheepdog", 0],
  ["Soup for eight people", 0],
  ["Regex for ISO dates", 1],
  ["Letter to the landlord", 1],
  ["Why is the sky blue?", 3],
  ["Packing list for Norway", 5],
];

function conversations() {
  const all = TITLES.map(([title, days], at) => {
    const time = Date.now() - days * DAY - at * 1000;
    return { title, created: time, updated: time, leaf: "q", nodes: { q: { id: "q", parent: null, role: "user", content: title, created: time } } };
  });
  return JSON.stringify({ format: "servllama-conversations", version: 1, conversations: all });
}

/** Two people who ask one thing after another. */
async function work() {
  const end = Date.now() + WORK_SECONDS * 1000;
  const headers = { Authorization: `Bearer ${SERVER_KEY}` };
  const ask = async (person) => {
    for (let turn = 0; Date.now() < end; turn += 1) {
      const messages = [{ role: "user", content: `Tell person ${person} fact number ${turn} about rivers.` }];
      const body = JSON.stringify({ messages, max_tokens: 20 + 15 * ((turn + person) % 4) });
      await (await fetch(new URL("v1/chat/completions", SERVER_URL), { method: "POST", headers, body })).text();
      await new Promise((resolve) => setTimeout(resolve, 1500 * (turn % 3)));
    }
  };
  await Promise.all([ask(1), ask(2)]);
}

await work();
const browser = await launch();
const proxy = await startProxy(SERVER_URL, {
  answers: { "POST /v1/chat/completions": streaming(sample.match(/.{1,4}/gs), { pause: 5, first: { references } }) },
});

for (const dark of [false, true]) {
  const mode = dark ? "dark" : "light";
  for (const [name, size] of Object.entries({ wide: WIDE, phone: PHONE })) {
    const page = await newPage(browser, { size, dark });
    await page.goto(`${proxy.url}chat#key=${SERVER_KEY}`);
    await page.waitForFunction(() => document.getElementById("model").value);
    await page.setInputFiles("#import-file", { name: "c.json", mimeType: "application/json", buffer: Buffer.from(conversations()) });
    await page.waitForFunction((count) => document.querySelectorAll("#list .title").length === count, TITLES.length);
    await send(page, "Give me a short tour of what you can show.");
    await finished(page);
    await page.waitForSelector(".katex");
    await page.evaluate(() => document.fonts.ready);
    await page.waitForSelector(".toast", { state: "detached" });
    await page.locator("#scroller").evaluate((scroller) => (scroller.scrollTop = 0));
    await page.waitForSelector("#latest:not([hidden])");
    await page.screenshot({ path: `${folder}/chat-${name}-${mode}.png` });
    await page.goto(`${proxy.url}status`);
    await page.waitForSelector("#charts canvas");
    await page.screenshot({ path: `${folder}/status-${name}-${mode}.png` });
    await page.close();
  }
}
await browser.close();
proxy.close();
