// The pages that show the API's document, as their readers use them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newPage } from "./browser.js";
import { openSite } from "./site.js";

const KEY = process.env.SERVER_KEY;
// Redoc's words for members of a 'oneOf' that narrow a property.
const NARROWED = /^Incompatible types in allOf/;
let site;
let browser;
let base;

before(async () => {
  site = await openSite();
  ({ browser, base } = site);
});
after(() => site.close());

/** Every operation of the document, as "GET /v1/models". */
async function operations() {
  const { paths } = await (await fetch(new URL("openapi.json", base))).json();
  return Object.entries(paths).flatMap(([path, all]) => Object.keys(all).map((method) => `${method.toUpperCase()} ${path}`));
}

test("Swagger UI shows every operation", async () => {
  const page = await newPage(browser);
  await page.goto(`${base}docs`);
  await page.waitForSelector(".opblock");
  const shown = await page.locator(".opblock-summary").evaluateAll((all) =>
    all.map((each) => `${each.querySelector(".opblock-summary-method").textContent} ${each.querySelector("[data-path]").dataset.path}`),
  );
  assert.deepEqual(shown.sort(), (await operations()).sort());
  await page.assertClean(base);
  await page.close();
});

test("Swagger UI tries an operation out, with a key and without", async () => {
  const page = await newPage(browser, { expected: /status of 401/ });
  await page.goto(`${base}docs`);
  const models = page.locator(".opblock", { has: page.locator('[data-path="/v1/models"]') });
  await models.locator(".opblock-summary-control").click();
  await models.getByRole("button", { name: "Try it out" }).click();
  const execute = async (status) => {
    await models.getByRole("button", { name: "Execute" }).click();
    await models.locator(".live-responses-table .response-col_status", { hasText: status }).waitFor();
    return models.locator(".live-responses-table").textContent();
  };
  assert.match(await execute("401"), /invalid_request_error|authentication/);
  await page.getByRole("button", { name: "Authorize" }).click();
  await page.locator(".auth-container input").first().fill(KEY);
  await page.locator(".auth-btn-wrapper .authorize").first().click();
  await page.locator(".auth-btn-wrapper .btn-done").first().click();
  assert.match(await execute("200"), /SmolLM2/);
  assert.equal(await models.locator(".request-url pre").textContent(), `${base}v1/models`);
  await page.assertClean(base);
  await page.close();
});

test("Redoc shows every operation", async () => {
  const page = await newPage(browser, { expected: NARROWED });
  await page.goto(`${base}redoc`);
  await page.waitForSelector("[id^='tag/'] h2, [data-section-id]");
  const wanted = await operations();
  await page.waitForFunction((count) => document.querySelectorAll('[data-section-id*="/operation/"], [data-section-id*="/paths/"]').length >= count, wanted.length);
  const text = await page.locator(".api-content").textContent();
  for (const operation of wanted) {
    const [, path] = operation.split(" ");
    assert.ok(text.includes(path), operation);
  }
  // Its styles were let in.
  assert.notEqual(await page.locator(".menu-content").evaluate((menu) => getComputedStyle(menu).position), "static");
  await page.assertClean(base);
  await page.close();
});
