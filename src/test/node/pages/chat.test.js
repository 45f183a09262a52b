// The chat page with a real model behind it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { PATIENCE, endless, finished, lastAnswer, newPage, send } from "./browser.js";
import { openSite } from "./site.js";

const KEY = process.env.SERVER_KEY;
let site;
let browser;
let base;

before(async () => {
  site = await openSite();
  ({ browser, base } = site);
});
after(() => site.close());

const open = (page, query = "?max_tokens=12&temperature=0") => page.goto(`${base}chat${query}#key=${KEY}`);

async function idle() {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const { slots } = await (await fetch(new URL("health", process.env.SERVER_URL))).json();
    if (slots.busy === 0 && slots.waiting === 0) {
      return;
    }
    assert.ok(Date.now() < end, "a slot is still busy");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test("the printed link opens the page, and an answer streams in", async () => {
  const page = await newPage(browser);
  await open(page);
  await page.waitForFunction(() => document.getElementById("model").value);
  assert.equal(new URL(page.url()).hash, "", "the key is not left in the address");
  await send(page, "Say hello.");
  await finished(page);
  assert.match(await lastAnswer(page).locator(".figures").first().textContent(), /^\d+ tokens · .*first after/);
  assert.notEqual((await lastAnswer(page).locator(".markdown").textContent()).trim(), "");
  assert.equal(await page.locator("#list .title").count(), 1);
  await page.assertClean(base);
  await page.close();
});

test("a key is kept for the tab only, unless the user says otherwise", async () => {
  const page = await newPage(browser);
  await open(page);
  await page.waitForFunction(() => document.getElementById("model").value);
  const kept = await page.evaluate(() => [Object.values(sessionStorage), Object.values(localStorage)].map((all) => all.join()));
  assert.ok(kept[0].includes(KEY));
  assert.ok(!kept[1].includes(KEY));
  await page.close();
});

test("stop ends the answer and frees the engine's slot", async () => {
  const page = await newPage(browser);
  await endless(page);
  await open(page, "?max_tokens=4000");
  await page.waitForFunction(() => document.getElementById("model").value);
  await send(page, "Write a very long story about a river, with many chapters.");
  await page.waitForFunction(() => document.querySelector(".assistant .markdown")?.textContent.length > 10);
  await page.click("#stop");
  await finished(page);
  await idle();
  assert.ok((await lastAnswer(page).locator(".markdown").textContent()).length > 5, "what had come stays");
  await page.assertClean(base);
  await page.close();
});

test("a reload in the middle of an answer loses nothing that had arrived", async () => {
  const page = await newPage(browser);
  await endless(page);
  await open(page, "?max_tokens=4000");
  await page.waitForFunction(() => document.getElementById("model").value);
  await send(page, "Write a very long story about a mountain, with many chapters.");
  await page.waitForFunction(() => document.querySelector(".assistant .markdown")?.textContent.length > 30);
  const before = (await lastAnswer(page).locator(".markdown").textContent()).trim();
  await page.reload();
  await page.waitForSelector(".assistant .tools button");
  const kept = (await lastAnswer(page).locator(".markdown").textContent()).trim();
  assert.ok(kept.startsWith(before.slice(0, -1)), `${before}\n---\n${kept}`);
  assert.equal(await page.getByRole("button", { name: "Continue the answer" }).count(), 1);
  await idle();
  await page.close();
});

test("an answer that was cut is gone on with where it ended", async () => {
  const page = await newPage(browser);
  await open(page, "?max_tokens=6&temperature=0");
  await page.waitForFunction(() => document.getElementById("model").value);
  await send(page, "Count from one to twenty, in words.");
  await finished(page);
  const begun = (await lastAnswer(page).locator(".markdown").textContent()).trim();
  await page.getByRole("button", { name: "Continue the answer" }).click();
  await page.waitForFunction(
    (length) => document.querySelector(".assistant:last-of-type .markdown").textContent.trim().length > length,
    begun.length,
  );
  await finished(page);
  const whole = (await lastAnswer(page).locator(".markdown").textContent()).trim();
  assert.ok(whole.startsWith(begun) && whole.length > begun.length, `${begun}\n---\n${whole}`);
  // What the model says at once, when it is not stopped.
  await page.goto(`${base}chat?max_tokens=12&temperature=0`);
  await page.waitForFunction(() => document.getElementById("model").value);
  await page.click("#new-chat");
  await send(page, "Count from one to twenty, in words.");
  await finished(page);
  assert.equal(whole, (await lastAnswer(page).locator(".markdown").textContent()).trim());
  await page.assertClean(base);
  await page.close();
});

test("an edited question starts a branch and keeps the one before", async () => {
  const page = await newPage(browser);
  await open(page, "?max_tokens=6&temperature=0");
  await page.waitForFunction(() => document.getElementById("model").value);
  await send(page, "First words");
  await finished(page);
  await page.hover(".message.user");
  await page.getByRole("button", { name: "Edit message" }).click();
  await page.getByRole("textbox", { name: "Edit your message" }).fill("Other words");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".user .bubble").textContent === "Other words");
  await finished(page);
  await page.getByRole("button", { name: "Version before" }).first().click();
  await page.waitForFunction(() => document.querySelector(".user .bubble").textContent === "First words");
  assert.match(await page.locator(".user .branches").textContent(), /1 \/ 2/);
  await page.assertClean(base);
  await page.close();
});

test("conversations go out as a file and come back", async () => {
  const page = await newPage(browser);
  await open(page, "?max_tokens=6&temperature=0");
  await page.waitForFunction(() => document.getElementById("model").value);
  await send(page, "Something to keep");
  await finished(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export-all")]);
  const file = await download.path();
  const { conversations } = JSON.parse(await readFile(file, "utf8"));
  assert.equal(conversations[0].title, "Something to keep");

  await page.getByRole("button", { name: "More for Something to keep" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.waitForSelector("#list .empty");
  await page.setInputFiles("#import-file", { name: "c.json", mimeType: "application/json", buffer: await readFile(file) });
  await page.getByRole("button", { name: "Something to keep", exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".user .bubble")?.textContent === "Something to keep");
  await page.assertClean(base);
  await page.close();
});

test("the list of conversations holds still while an answer comes", async () => {
  const page = await newPage(browser);
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    window.saves = 0;
    IDBObjectStore.prototype.put = function (...all) {
      window.saves += 1;
      return put.apply(this, all);
    };
  });
  await endless(page);
  await open(page, "?max_tokens=2000");
  await page.waitForFunction(() => document.getElementById("model").value);
  const nodes = { a: { id: "a", parent: null, role: "user", content: "An old question", created: 1 } };
  const file = { format: "servllama-conversations", version: 1, conversations: [{ id: "x", title: "An old one", nodes, leaf: "a" }] };
  await page.setInputFiles("#import-file", { name: "c.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByRole("button", { name: "An old one", exact: true }).waitFor();
  await send(page, "Write a very long story about a river, with many chapters.");
  await page.getByRole("button", { name: /^Write a very long story/ }).waitFor();

  await page.getByRole("button", { name: "An old one", exact: true }).hover();
  await page.mouse.down();
  const saves = await page.evaluate(() => window.saves);
  await page.waitForFunction((before) => window.saves > before + 3, saves);
  await page.mouse.up();
  await page.waitForFunction(() => document.querySelector(".user .bubble")?.textContent === "An old question");
  await page.assertClean(base);
  await page.close();
});

test("a shared link fills in and never sends", async () => {
  const page = await newPage(browser);
  await open(page, "?prompt=What+is+this%3F&system=Be+brief.&temperature=0.3");
  await page.waitForFunction(() => document.getElementById("model").value);
  assert.equal(await page.inputValue("#question"), "What is this?");
  assert.equal(await page.locator(".message").count(), 0);
  await page.click("#open-settings");
  assert.equal(await page.inputValue("#option-system"), "Be brief.");
  assert.equal(await page.inputValue("#option-temperature"), "0.3");
  await page.close();
});

test("the status page shows health to all and figures to those with a key", async () => {
  const page = await newPage(browser);
  await page.goto(`${base}status`);
  await page.waitForSelector(".health.good");
  assert.ok(await page.isHidden("#with-key"));
  await page.click("#enter-key");
  await page.fill("#key", KEY);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#figures .figure");
  await page.waitForSelector("#charts canvas");
  assert.match(await page.locator("#server").textContent(), /Version/);
  assert.match(await page.locator("#models").textContent(), /Architecture.*Quantisation.*Context/s);
  await page.assertClean(base);
  await page.close();
});
