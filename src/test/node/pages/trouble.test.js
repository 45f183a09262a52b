// What the page does when the server does not do what it should.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { finished, lastAnswer, launch, newPage, says, send } from "./browser.js";
import { error, json, startProxy, streaming } from "./proxy.js";

const KEY = process.env.SERVER_KEY;
const CHAT = "POST /v1/chat/completions";
const REFUSALS = /Failed to load resource/;
let browser;
let proxy;

before(async () => {
  browser = await launch();
  proxy = await startProxy(process.env.SERVER_URL, { prefix: "/ai" });
});
beforeEach(() => Object.keys(proxy.answers).forEach((name) => delete proxy.answers[name]));
after(async () => {
  await browser.close();
  proxy.close();
});

async function open(key = KEY) {
  const page = await newPage(browser, { expected: REFUSALS });
  await page.goto(`${proxy.url}chat#key=${key}`);
  return page;
}

const ready = (page) => page.waitForFunction(() => document.getElementById("model").value);

test("a wrong key is said plainly, and a good one goes on", async () => {
  const page = await open("sk-wrong");
  await page.waitForSelector("dialog[open]");
  assert.match(await page.locator("#key-problem").textContent(), /does not take the key/);
  await page.fill("#key", "sk-still-wrong");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /does not know this key/.test(document.getElementById("key-problem").textContent));
  await page.fill("#key", KEY);
  await page.keyboard.press("Enter");
  await ready(page);
  assert.equal(await page.locator("dialog[open]").count(), 0);
  await page.assertClean(proxy.url);
  await page.close();
});

test("too many requests count down, and then the page tries again by itself", async () => {
  const page = await open();
  await ready(page);
  proxy.answers[CHAT] = error(429, "Too many requests.", { code: "rate_limit_exceeded", headers: { "retry-after": "2" } });
  await send(page, "Hello");
  await page.waitForSelector(".error-box");
  assert.match(await page.locator(".error-box").textContent(), /Too many requests\..*Trying again in [12] s/s);
  proxy.answers[CHAT] = streaming(["It ", "works."]);
  await says(page, "It works.");
  await page.assertClean(proxy.url);
  await page.close();
});

test("the picker tells which models are in memory, and goes on by itself while one is loaded", async () => {
  const models = (status) => {
    const data = [
      { id: "one.gguf", object: "model", status: { value: "loaded" } },
      { id: "two.gguf", object: "model", status },
    ];
    proxy.answers["GET /v1/models"] = json(200, { object: "list", data });
  };
  models({ value: "unloaded" });
  const page = await open();
  await ready(page);
  const shown = () => page.locator("#model option").allTextContents();
  assert.deepEqual(await shown(), ["one", "two (not loaded)"]);
  await page.selectOption("#model", "two.gguf");
  models({ value: "loading", progress: 0.4 });
  await page.hover("#model");
  await page.waitForFunction(() => document.getElementById("model").options[1].text === "two (loading, 40 %)");
  models({ value: "loaded" });
  await page.waitForFunction(() => document.getElementById("model").options[1].text === "two");
  assert.equal(await page.inputValue("#model"), "two.gguf");
  await page.assertClean(proxy.url);
  await page.close();
});

test("a broken stream keeps what came, and goes on where it stopped", async () => {
  const page = await open();
  await ready(page);
  proxy.answers[CHAT] = (request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write('data: {"choices":[{"index":0,"delta":{"content":"The first half"}}]}\n\n');
    setTimeout(() => response.destroy(), 200);
  };
  await send(page, "Hello");
  await page.waitForSelector(".error-box");
  assert.match(await lastAnswer(page).locator(".markdown").textContent(), /The first half/);
  proxy.answers[CHAT] = streaming([" and the second."]);
  await page.getByRole("button", { name: "Try again" }).click();
  await says(page, "The first half and the second.");
  await page.close();
});

test("a server that goes away is looked for, and found again", async () => {
  const page = await open();
  await ready(page);
  proxy.answers["GET /health"] = (request, response) => response.destroy();
  proxy.answers[CHAT] = (request, response) => response.destroy();
  await send(page, "Hello");
  await page.waitForSelector("#notice:not([hidden])");
  assert.match(await page.locator("#notice").textContent(), /does not answer/);
  delete proxy.answers["GET /health"];
  proxy.answers[CHAT] = streaming(["Back."]);
  await page.waitForSelector("#notice", { state: "hidden" });
  await page.getByRole("button", { name: "Try again" }).click();
  await says(page, "Back.");
  await page.close();
});

test("a model on its way shows progress, and the question is answered when it is there", async () => {
  const loading = (progress) => json(503, { status: "unavailable", stage: "loading", progress, detail: "Reading." });
  proxy.answers["GET /health"] = loading(0.25);
  proxy.answers[CHAT] = error(503, "The model is loading.", { code: "model_unavailable", headers: { "retry-after": "2" } });
  const page = await open();
  await page.waitForFunction(() => document.querySelector("#notice progress")?.value === 0.25);
  await send(page, "Hello");
  await page.waitForSelector(".error-box");
  proxy.answers["GET /health"] = loading(0.75);
  await page.waitForFunction(() => document.querySelector("#notice progress")?.value === 0.75);
  delete proxy.answers["GET /health"];
  proxy.answers[CHAT] = streaming(["Here I am."]);
  await says(page, "Here I am.");
  await page.close();
});

test("thinking is folded away, and is not sent back", async () => {
  const page = await open();
  await ready(page);
  proxy.answers[CHAT] = streaming(["<think>A secret", " plan</think>", "The answer"]);
  await send(page, "First");
  await finished(page);
  await says(page, "The answer");
  assert.ok(await lastAnswer(page).locator(".thought").isHidden());
  proxy.answers[CHAT] = streaming([{ reasoning_content: "Another plan" }, "More"]);
  await send(page, "Second");
  await page.waitForFunction(() => document.querySelectorAll(".assistant .thought")[1]?.textContent === "Another plan");
  await finished(page);
  const sent = proxy.seen.filter(({ path }) => path === "/v1/chat/completions").at(-1).body.toString();
  assert.ok(!sent.includes("secret"), sent);
  assert.ok(sent.includes("The answer"), sent);
  await page.close();
});

test("thumbs go to the training data where it is on, once each", async () => {
  const config = await (await fetch(new URL("chat/config", process.env.SERVER_URL))).json();
  proxy.answers["GET /chat/config"] = json(200, { ...config, feedback: true });
  proxy.answers[CHAT] = streaming(["Fine."]);
  proxy.answers["POST /v1/training/feedback"] = json(200, {});
  const page = await open();
  await ready(page);
  await send(page, "Hello");
  await finished(page);
  await page.getByRole("button", { name: "Good answer" }).click();
  await page.waitForSelector('[aria-label="Good answer"][aria-pressed="true"]');
  const sent = proxy.seen.filter(({ path }) => path === "/v1/training/feedback");
  assert.deepEqual(sent.map(({ body }) => JSON.parse(body)), [{ completion_id: "chatcmpl-test", choice: 0, rating: "up" }]);
  await page.close();
});

test("answers come from the collections that are ticked, and say from where", async () => {
  proxy.answers["GET /v1/vector_stores"] = json(200, { data: [{ id: "vs_1", name: "rivers", file_counts: { total: 2, in_progress: 1, completed: 1, failed: 0 } }] });
  const references = [{ text: "The Nile is long.", title: "Rivers", author: "A. Writer", page: 42, collection: "rivers" }];
  proxy.answers[CHAT] = streaming(["Long."], { first: { references } });
  const page = await open();
  await ready(page);
  await page.click("#open-documents");
  await page.getByRole("checkbox", { name: "rivers" }).check();
  assert.match(await page.locator(".collections").textContent(), /1 of 2 documents read/);
  await page.getByRole("button", { name: "Done" }).click();
  await send(page, "How long is the Nile?");
  await finished(page);
  const sent = JSON.parse(proxy.seen.filter(({ path }) => path === "/v1/chat/completions").at(-1).body);
  assert.deepEqual(sent.collections, ["rivers"]);
  await page.click(".references summary");
  assert.match(await page.locator(".references").textContent(), /Rivers.*A\. Writer · page 42 · rivers.*The Nile is long\./s);
  proxy.answers[CHAT] = streaming(["I do not know."], { first: { references: [], files_in_progress: 1 } });
  await send(page, "How long is the Rhine?");
  await finished(page);
  assert.match(await lastAnswer(page).locator(".references").textContent(), /Nothing in the chosen collections fits.*One file was still being read/);
  await page.close();
});
