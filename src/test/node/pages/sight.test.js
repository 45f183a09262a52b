// How the pages look and feel: accessible, on a phone, by keyboard, and never stuck.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { finished, launch, newPage, PHONE, send, WIDE } from "./browser.js";
import { sample } from "./samples.js";
import { error, json, startProxy, streaming } from "./proxy.js";

const KEY = process.env.SERVER_KEY;
const CHAT = "POST /v1/chat/completions";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser;
let proxy;

before(async () => {
  browser = await launch();
  proxy = await startProxy(process.env.SERVER_URL);
});
after(async () => {
  await browser.close();
  proxy.close();
});

async function assertAccessible(page, where) {
  // Playwright's evaluate is not bound by the page's policy.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`);
  assert.deepEqual(found, [], where);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${where}: wider than the screen by ${wide}`);
}

for (const dark of [false, true]) {
  for (const [name, size] of Object.entries({ wide: WIDE, phone: PHONE })) {
    const where = `${name}, ${dark ? "dark" : "light"}`;

    test(`axe finds nothing on the chat page: ${where}`, async () => {
      const page = await newPage(browser, { size, dark, expected: /Failed to load resource/, reducedMotion: "reduce" });
      await page.goto(`${proxy.url}chat`);
      await page.waitForSelector("dialog[open]");
      await assertAccessible(page, "key dialog");
      await page.fill("#key", KEY);
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.getElementById("model").value);
      await assertAccessible(page, "empty");
      const references = [{ text: "The Nile is long.", title: "Rivers", author: "A. Writer", page: 42, path: "rivers.pdf", collection: "rivers", file_id: "file-1" }];
      proxy.answers["GET /v1/vector_stores"] = json(200, { data: [{ id: "vs_1", name: "rivers", file_counts: { total: 3, in_progress: 1, failed: 1 } }] });
      proxy.answers["GET /v1/vector_stores/vs_1/files"] = json(200, { data: [{ id: "file-1", filename: "rivers.pdf", status: "completed", pages: 50, chunks: 80 }, { id: "file-2", filename: "locked.pdf", status: "failed", last_error: { message: "It needs a password." } }] });
      proxy.answers["GET /v1/vector_stores/vs_1/files/file-1/content"] = json(200, { data: Array.from({ length: 80 }, (_, at) => ({ text: at === 40 ? "The Nile is long." : `Passage ${at} of the book.` })) });
      proxy.answers[CHAT] = streaming(sample.match(/.{1,60}/gs), { first: { references } });
      await send(page, "Show me all that you can.");
      await finished(page);
      await page.waitForSelector(".katex");
      await page.click(".references summary");
      await page.click(".thinking summary");
      await page.evaluate(() => document.fonts.ready);
      await assertAccessible(page, "answer");
      proxy.answers[CHAT] = error(500, "The engine failed.");
      await send(page, "Again.");
      await page.waitForSelector(".error-box");
      await assertAccessible(page, "error");
      await page.click("#open-settings");
      await page.waitForSelector("#option-system");
      await assertAccessible(page, "settings");
      await page.keyboard.press("Escape");
      await page.click("#open-documents");
      await page.click(".collection .state");
      await page.waitForSelector(".files .failed");
      await assertAccessible(page, "documents");
      await page.keyboard.press("Escape");
      await page.locator(".references").first().getByRole("button", { name: "Open document" }).click();
      await page.waitForSelector(".reader .cited");
      await assertAccessible(page, "a document");
      await page.keyboard.press("Escape");
      if (size === PHONE) {
        await page.click("#toggle-sidebar");
      }
      await page.waitForSelector("#list .title");
      await page.locator("#list li .icon").first().click();
      await assertAccessible(page, "sidebar and menu");
      await page.assertClean(proxy.url);
      await page.close();
    });

    test(`axe finds nothing on the status page: ${where}`, async () => {
      const page = await newPage(browser, { size, dark });
      await page.goto(`${proxy.url}status`);
      await page.waitForSelector(".health.good");
      await assertAccessible(page, "without a key");
      await page.goto(`${proxy.url}status#key=${KEY}`);
      await page.reload();
      await page.waitForSelector("#charts canvas");
      await assertAccessible(page, "with a key");
      await page.assertClean(proxy.url);
      await page.close();
    });
  }
}

test("the whole way goes by keyboard", async () => {
  const page = await newPage(browser);
  await page.goto(`${proxy.url}chat#key=${KEY}`);
  await page.waitForFunction(() => document.getElementById("model").value);
  proxy.answers[CHAT] = streaming(["One.\n\n", "Two.\n\n", "Three."], { pause: 20 });
  await page.waitForFunction(() => document.activeElement.id === "question");
  await page.keyboard.type("Hello");
  await page.keyboard.press("Enter");
  await finished(page);
  // A screen reader is told block by block.
  assert.deepEqual(await page.locator("#live p").allTextContents(), ["One.", "Two.", "Three."]);
  await page.keyboard.press("Control+k");
  await page.waitForFunction(() => document.activeElement.id === "search");
  await page.keyboard.type("nothing like it");
  await page.waitForSelector("#list .empty");
  await page.keyboard.press("Control+Shift+o");
  await page.waitForSelector(".welcome");
  await page.waitForFunction(() => document.activeElement.id === "question");
  await page.assertClean(proxy.url);
  await page.close();
});

test("a reader who has scrolled up stays there while the answer grows", async () => {
  const page = await newPage(browser);
  await page.goto(`${proxy.url}chat#key=${KEY}`);
  await page.waitForFunction(() => document.getElementById("model").value);
  const lines = Array.from({ length: 160 }, (_, at) => `Paragraph ${at}.\n\n`);
  proxy.answers[CHAT] = streaming(lines, { pause: 15 });
  await send(page, "Hello");
  await page.waitForFunction(() => document.querySelector(".markdown")?.textContent.includes("Paragraph 60."));
  await page.mouse.move(640, 300);
  await page.mouse.wheel(0, -700);
  await page.waitForSelector("#latest:not([hidden])");
  const top = await page.locator("#scroller").evaluate((each) => each.scrollTop);
  await finished(page);
  assert.equal(await page.locator("#scroller").evaluate((each) => each.scrollTop), top);
  await page.click("#latest");
  await page.waitForSelector("#latest", { state: "hidden" });
  await page.close();
});

/** The longest that the main thread was busy at a time meanwhile, in milliseconds on the processor, so that other work of this machine does not count. */
async function longestTask(page, work) {
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const main = new Set(traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid}:${tid}`));
  const tasks = traceEvents.filter((each) => each.name === "RunTask" && main.has(`${each.pid}:${each.tid}`)).map(({ tdur }) => (tdur ?? 0) / 1000);
  return { longest: Math.max(...tasks), count: tasks.length };
}

test("2,000 tokens never keep the main thread busy for over 50 ms at a time", async () => {
  const page = await newPage(browser);
  await page.goto(`${proxy.url}chat#key=${KEY}`);
  await page.waitForFunction(() => document.getElementById("model").value);
  const words = sample.repeat(20).match(/\s*\S+/g).slice(0, 2000);
  assert.equal(words.length, 2000);
  proxy.answers[CHAT] = streaming(words, { pause: 2 });
  const { longest, count } = await longestTask(page, async () => {
    await send(page, "Hello");
    await finished(page);
  });
  assert.match(await page.locator(".figures").first().textContent(), /2,000 tokens/);
  assert.ok(count > 500, `${count} tasks were seen`);
  console.log(`the longest task took ${longest.toFixed(1)} ms of ${count}`);
  assert.ok(longest <= 50, `a task took ${longest} ms`);

  // What holds the page up is seen.
  const held = await longestTask(page, () =>
    page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve));
      for (const end = performance.now() + 1000; performance.now() < end; );
      await new Promise((resolve) => setTimeout(resolve));
    }),
  );
  assert.ok(held.longest > 50, `${held.longest} ms`);
  await page.close();
});
