// Documents of the user's own: brought in, read, asked, cited, and opened at the place.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, test } from "node:test";
import { finished, lastAnswer, newPage, PATIENCE, send } from "./browser.js";
import { openSite } from "./site.js";

const KEY = process.env.SERVER_KEY;
const DOCUMENTS = new URL("documents/", import.meta.url);
let site;
let browser;
let base;

before(async () => {
  site = await openSite();
  ({ browser, base } = site);
});
after(() => site.close());

const api = (path, options = {}) => fetch(new URL(path, base), { ...options, headers: { Authorization: `Bearer ${KEY}` } });

afterEach(async () => {
  const { data } = await (await api("v1/vector_stores")).json();
  for (const { id, folder } of data) {
    if (!folder) {
      await api(`v1/vector_stores/${id}`, { method: "DELETE" });
    }
  }
});

async function open() {
  const page = await newPage(browser);
  await page.goto(`${base}chat?max_tokens=10&temperature=0#key=${KEY}`);
  await page.waitForFunction(() => document.getElementById("model").value);
  await page.click("#open-documents");
  await page.waitForSelector(".collection");
  return page;
}

const collection = (page, name) => page.locator(".collection", { has: page.locator(`bdi:text-is("${name}")`) });

async function create(page, name) {
  await page.getByRole("button", { name: "New collection" }).click();
  await page.getByRole("textbox", { name: "Name of the collection" }).fill(name);
  await page.keyboard.press("Enter");
  await collection(page, name).waitFor();
}

async function choose(page, name, files) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: `Add files to ${name}` }).click()]);
  await chooser.setFiles(files.map((file) => new URL(file, DOCUMENTS).pathname));
}

/** Drops a file as a hand does: over the element first. */
async function drop(page, selector, name) {
  const content = readFileSync(new URL(name, DOCUMENTS)).toString("base64");
  const transfer = await page.evaluateHandle(
    ([file, data]) => {
      const all = new DataTransfer();
      all.items.add(new File([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))], file));
      return all;
    },
    [name, content],
  );
  await page.dispatchEvent(selector, "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(selector, "drop", { dataTransfer: transfer });
}

test("an answer comes out of a PDF that was chosen, and opens it at its page", async () => {
  const page = await open();
  await create(page, "geography");
  assert.ok(await collection(page, "geography").getByRole("checkbox").isChecked(), "a new collection is asked at once");
  await choose(page, "geography", ["rivers.pdf", "locked.pdf", "handbook.docx"]);
  await collection(page, "geography").getByText("3 documents · 3 pages · 4 passages · 1 could not be read").waitFor();
  await collection(page, "geography").locator(".state").click();
  assert.match(await collection(page, "geography").locator(".files .failed").textContent(), /locked\.pdf.*password/);
  await page.getByRole("button", { name: "Done" }).click();
  assert.deepEqual(await page.locator("#chips bdi").allTextContents(), ["geography"]);

  await send(page, "How long is the Nile?");
  await finished(page);
  const source = lastAnswer(page).locator(".references li").first();
  await source.locator("summary").click();
  assert.match(await source.textContent(), /Rivers of the World.*A\. Writer · page 3 · geography.*The Nile is 6,650 kilometres long/s);
  await source.getByRole("button", { name: "Open document" }).click();
  assert.match(await page.locator(".reader .cited").textContent(), /The Nile is 6,650 kilometres/);
  assert.equal(await page.locator(".reader .passages p").count(), 3);
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("button", { name: "Open the PDF at page 3" }).click(),
  ]);
  assert.match(tab.url(), /^blob:.*#page=3$/);
  await page.assertClean(base);
  await page.close();
});

test("files are dropped on a collection, and it is seen how far they are read", async () => {
  const page = await open();
  await create(page, "heights");
  const entry = collection(page, "heights");
  await drop(page, `.collection:has(bdi:text-is("heights"))`, "mountains.md");
  await entry.locator("progress").waitFor();
  assert.match(await entry.locator(".state").textContent(), /0 of 1 document read/);
  await entry.getByText(/^1 document · \d+ passages$/).waitFor();
  assert.ok(await entry.locator("progress").isHidden());

  await entry.locator(".state").click();
  await entry.getByRole("button", { name: "Delete mountains.md" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await entry.getByText("Empty").waitFor();
  await entry.getByRole("button", { name: "More for heights" }).click();
  await page.getByRole("menuitem", { name: "Delete collection" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await entry.waitFor({ state: "detached" });
  assert.equal(await page.locator("#chips button").count(), 0, "what is gone is not asked");
  await page.assertClean(base);
  await page.close();
});

test("a file that is dropped on the page makes a collection, and the next one joins it", async () => {
  const page = await open();
  await page.getByRole("button", { name: "Done" }).click();
  await drop(page, "#thread", "rivers.pdf");
  const name = page.getByRole("textbox", { name: "Name of the collection" });
  await name.waitFor();
  assert.equal(await name.inputValue(), "rivers");
  await page.keyboard.press("Enter");
  await collection(page, "rivers").getByText(/^1 document/).waitFor();
  await page.getByRole("button", { name: "Done" }).click();
  await drop(page, "#question", "handbook.docx");
  await collection(page, "rivers").getByText(/^2 documents/).waitFor();
  assert.equal(new URL(page.url()).pathname, new URL("chat", base).pathname, "the browser has not left for the file");
  await page.assertClean(base);
  await page.close();
});

test("it is seen how far a large file has been sent", async () => {
  const page = await open();
  await create(page, "large");
  const network = await page.context().newCDPSession(page);
  await network.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 500_000 });
  const sent = page.evaluate(
    () =>
      new Promise((resolve) => {
        const shares = [];
        const look = () => {
          const bar = document.querySelector(".sending progress");
          const share = bar?.checkVisibility() ? bar.value : null;
          if (share === null && shares.length) {
            resolve(shares);
          } else {
            share !== null && share !== shares.at(-1) && shares.push(share);
            requestAnimationFrame(look);
          }
        };
        look();
      }),
  );
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Add files to large" }).click()]);
  await chooser.setFiles({ name: "large.txt", mimeType: "text/plain", buffer: Buffer.concat([Buffer.from("A line."), Buffer.alloc(1_500_000, 0x0a)]) });
  await page.getByText("Sending large.txt…").waitFor();
  const shares = await sent;
  assert.ok(shares.some((share) => share > 0 && share < 1), `seen on the way: ${shares}`);
  assert.deepEqual(shares, [...shares].sort((a, b) => a - b));
  await collection(page, "large").getByText("1 document · 1 passage").waitFor();
  await page.assertClean(base);
  await page.close();
});

test("a folder of the server is asked like others, and only read", async () => {
  const page = await open();
  const entry = collection(page, "peaks");
  await entry.getByText(/^1 document · \d+ passages$/).waitFor({ timeout: PATIENCE });
  assert.match(await entry.textContent(), /follows a folder/);
  assert.equal(await entry.getByRole("button", { name: /Add files|More for/ }).count(), 0);
  await entry.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Done" }).click();
  await send(page, "How high is mountain 42?");
  await finished(page);
  await lastAnswer(page).locator(".references summary").first().click();
  await lastAnswer(page).getByRole("button", { name: "Open document" }).first().click();
  assert.match(await page.locator(".reader .cited").textContent(), /Mountain 42 is 1042 metres high/);
  const seen = await page.locator(".reader .cited").evaluate((cited) => {
    const [place, frame] = [cited.getBoundingClientRect(), cited.parentElement.getBoundingClientRect()];
    return place.top >= frame.top && place.bottom <= frame.bottom;
  });
  assert.ok(seen, "the place is in view");
  assert.equal(await page.locator(".reader-buttons").count(), 0);
  await page.assertClean(base);
  await page.close();
});
