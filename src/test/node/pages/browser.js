// A real browser, and pages of it that say what went wrong in them.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const PROGRAM = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** The machine that builds may be slow, and the model with it. */
export const PATIENCE = Number(process.env.PATIENCE ?? 180_000);
export const WIDE = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

export const launch = () => chromium.launch({ executablePath: PROGRAM, args: ["--no-sandbox", "--disable-dev-shm-usage"] });

/**
 * A page of a browser that knows nothing yet.
 *
 * @param expected matches messages in the console that are no fault, such as a refused request
 */
export async function newPage(browser, { size = WIDE, dark = false, expected = null, ...options } = {}) {
  const context = await browser.newContext({ viewport: size, colorScheme: dark ? "dark" : "light", acceptDownloads: true, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const faults = [];
  const hosts = new Set();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !expected?.test(message.text())) {
      faults.push(message.text());
    }
  });
  page.on("pageerror", (error) => faults.push(String(error.stack)));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });

  /** That nothing ran which should not, nothing failed, and nothing was asked of another host. */
  page.assertClean = async (url) => {
    assert.deepEqual(faults, []);
    assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
    assert.deepEqual([...hosts].filter((host) => host && host !== new URL(url).host), []);
  };
  page.close = () => context.close();
  return page;
}

export async function send(page, text) {
  await page.fill("#question", text);
  await page.press("#question", "Enter");
}

/** Bans the tokens that end an answer of the default model, so that it is as long as it may be. */
export const endless = (page) =>
  page.route("**/v1/chat/completions", (route) => {
    const body = { ...route.request().postDataJSON(), logit_bias: { 0: -100, 2: -100 } };
    return route.continue({ postData: JSON.stringify(body) });
  });

export const finished = async (page) => {
  await page.waitForSelector(".assistant:last-of-type .tools button");
  await page.waitForSelector("#stop", { state: "hidden" });
};

export const lastAnswer = (page) => page.locator(".message.assistant").last();

/** Waits until the last answer has this text, and no other. */
export const says = (page, text) =>
  page.waitForFunction((wanted) => [...document.querySelectorAll(".assistant .markdown")].at(-1)?.textContent.trim() === wanted, text);
