// Text that wants to be more than text: nothing of it runs, nothing leaves, the page stays usable.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { finished, lastAnswer, launch, newPage, send } from "./browser.js";
import { json, startProxy, streaming } from "./proxy.js";

const KEY = process.env.SERVER_KEY;
const CHAT = "POST /v1/chat/completions";
const ELSEWHERE = "https://elsewhere.example";

const HOSTILE = [
  "<script>globalThis.ran = 1</script>",
  `<img src=x onerror="globalThis.ran = 2">`,
  `<svg onload="globalThis.ran = 3"><a xlink:href="javascript:globalThis.ran=4"><text>x</text></a></svg>`,
  `<iframe srcdoc="<script>parent.ran = 5</script>"></iframe>`,
  `<b onmouseover="globalThis.ran = 6" style="position:fixed;inset:0">bold</b>`,
  "[click](javascript:globalThis.ran=7) [data](data:text/html,<script>alert(1)</script>)",
  `![picture](${ELSEWHERE}/pixel.png) ![x](javascript:globalThis.ran=8)`,
  `<style>@import url(${ELSEWHERE}/x.css); body { display: none }</style>`,
  `<link rel=stylesheet href="${ELSEWHERE}/y.css"><meta http-equiv=refresh content="0;url=${ELSEWHERE}">`,
  `<form action="${ELSEWHERE}"><input name=q><button>go</button></form>`,
  "<math><mtext></table><mglyph><style><!--</style><img title='--><img src=1 onerror=globalThis.ran=9>'>",
  "$\\href{javascript:globalThis.ran=10}{x}$ $\\includegraphics{" + ELSEWHERE + "/z.png}$ $\\htmlData{a=b}{c}$",
  "```html\n<script>globalThis.ran = 11</script>\n```",
  "```\"><img src=x onerror=globalThis.ran=12>\ncode\n```",
  "| a | b |\n|--|--|\n| <img src=x onerror=globalThis.ran=13> | [x](vbscript:1) |",
  "right to left \u202egnihtyna\u202c and \u2067isolated",
  "> ".repeat(300) + "deep",
  "*".repeat(3000) + "_".repeat(3000) + "[".repeat(3000),
].join("\n\n");

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

async function open() {
  const page = await newPage(browser);
  await page.goto(`${proxy.url}chat#key=${KEY}`);
  await page.waitForFunction(() => document.getElementById("model").value);
  return page;
}

async function assertHarmless(page) {
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  const found = await page.evaluate(() => {
    const thread = document.body;
    const bad = "script, iframe, object, embed, form:not(#composer), style, link, meta, [style*=fixed], .markdown img, dialog img, .message img";
    const handlers = [...thread.querySelectorAll("*")].flatMap((each) => [...each.attributes].filter(({ name }) => name.startsWith("on")));
    const links = [...thread.querySelectorAll(".message a, dialog a")].map((each) => each.protocol).filter((protocol) => !["http:", "https:", "mailto:"].includes(protocol));
    return [[...thread.querySelectorAll(bad)].map((each) => each.outerHTML), handlers.map(({ name }) => name), links];
  });
  assert.deepEqual(found, [[], [], []]);
  await page.assertClean(proxy.url);
  assert.ok(await page.isVisible("#question"));
}

test("a hostile answer is shown as text", async () => {
  const page = await open();
  proxy.answers[CHAT] = streaming(HOSTILE.match(/.{1,400}/gs));
  await send(page, HOSTILE);
  await finished(page);
  assert.match(await lastAnswer(page).textContent(), /globalThis\.ran = 1/);
  await assertHarmless(page);
  await page.close();
});

test("a hostile document is cited as text", async () => {
  const page = await open();
  const references = [{ text: HOSTILE, title: HOSTILE, author: HOSTILE, date: HOSTILE, collection: HOSTILE, path: HOSTILE }];
  proxy.answers[CHAT] = streaming(["See there."], { first: { references } });
  await send(page, "Hello");
  await finished(page);
  await page.locator(".references summary").first().click();
  await assertHarmless(page);
  await page.close();
});

test("hostile collections, file names and passages are listed and read as text", async () => {
  const page = await open();
  const reference = { text: HOSTILE, title: HOSTILE, collection: HOSTILE, path: HOSTILE, file_id: "../../status?x=<b>", page: 1 };
  const files = [{ id: "file-1", filename: HOSTILE, status: "failed", last_error: { message: HOSTILE } }];
  Object.assign(proxy.answers, {
    "GET /v1/vector_stores": json(200, { data: [{ id: "../vs", name: HOSTILE, file_counts: { total: 1, failed: 1, in_progress: 0 } }] }),
    "GET /v1/vector_stores/..%2Fvs/files": json(200, { data: files }),
    "GET /v1/vector_stores/..%2Fvs/files/..%2F..%2Fstatus%3Fx%3D%3Cb%3E/content": json(200, { data: [{ text: "before" }, { text: HOSTILE }] }),
    [CHAT]: streaming(["See there."], { first: { references: [reference] } }),
  });
  await page.click("#open-documents");
  await page.locator(".collection .state").click();
  await page.waitForSelector(".files .failed");
  await page.locator(".collection").getByRole("checkbox").check();
  await assertHarmless(page);
  await page.getByRole("button", { name: "Done" }).click();
  await send(page, "Hello");
  await finished(page);
  await page.locator(".references summary").first().click();
  await page.getByRole("button", { name: "Open document" }).click();
  assert.equal(await page.locator(".reader .cited").textContent(), HOSTILE);
  await assertHarmless(page);
  await page.close();
});

test("a hostile file of conversations is read as text, and what is no file is refused", async () => {
  const page = await open();
  const nodes = {
    a: { id: "a", parent: null, role: "user", content: HOSTILE, created: 1 },
    b: { id: "b", parent: "a", role: "assistant", content: HOSTILE, created: 2, stats: { completion: 1, firstToken: 1, prompt: { toLocaleString: 1 }, rate: { toLocaleString: 1 } }, references: [{ title: HOSTILE }], error: { message: HOSTILE } },
    c: { id: "c", parent: "d", role: "assistant", content: "a circle", created: 3 },
    d: { id: "d", parent: "c", role: "user", content: "of two", created: 4 },
    ["__proto__"]: { id: "__proto__", parent: null, role: "user", content: "x" },
  };
  const file = { format: "servllama-conversations", version: 1, conversations: [{ id: "x", title: `\u202e${HOSTILE.slice(0, 150)}`, nodes, leaf: "b" }] };
  const upload = (content) => page.setInputFiles("#import-file", { name: "c.json", mimeType: "application/json", buffer: Buffer.from(content) });
  await upload(JSON.stringify(file));
  await page.locator("#list .title").first().click();
  await page.waitForSelector(".message.assistant .tools button");
  assert.equal(await page.locator("#list .title bdi").first().evaluate((title) => getComputedStyle(title).unicodeBidi), "isolate", "it turns nothing around but itself");
  await assertHarmless(page);
  await upload("{");
  await page.getByText("This file is not JSON.").waitFor();
  await upload('{"conversations": 1}');
  await page.getByText("no file of conversations").waitFor();
  await page.close();
});

test("200 KB in one line leave the page usable", async () => {
  const page = await open();
  const line = "*a_[`$<".repeat(30_000);
  proxy.answers[CHAT] = streaming(line.match(/.{1,8000}/gs));
  await send(page, "Hello");
  await finished(page);
  assert.equal((await lastAnswer(page).locator(".markdown").textContent()).trim().length, line.length);
  await page.fill("#question", "still here");
  assert.equal(await page.inputValue("#question"), "still here");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, "nothing is wider than the page");
  await page.assertClean(proxy.url);
  await page.close();
});
