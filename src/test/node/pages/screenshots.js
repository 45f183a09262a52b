// Pictures of the pages for the README: node screenshots.js FOLDER

import { finished, launch, newPage, PHONE, send, WIDE } from "./browser.js";
import { startProxy, streaming } from "./proxy.js";
import { sample } from "./samples.js";

const [folder] = process.argv.slice(2);
const { SERVER_URL, SERVER_KEY } = process.env;
const browser = await launch();
const references = [{ text: "The Nile is about 6,650 km long.", title: "Rivers of the World", author: "A. Writer", date: "2021", page: 42 }];
const proxy = await startProxy(SERVER_URL, {
  answers: { "POST /v1/chat/completions": streaming(sample.match(/.{1,4}/gs), { pause: 5, first: { references } }) },
});

for (const dark of [false, true]) {
  const mode = dark ? "dark" : "light";
  for (const [name, size] of Object.entries({ wide: WIDE, phone: PHONE })) {
    const page = await newPage(browser, { size, dark });
    await page.goto(`${proxy.url}chat#key=${SERVER_KEY}`);
    await page.waitForFunction(() => document.getElementById("model").value);
    await send(page, "Give me a short tour of what you can show.");
    await finished(page);
    await page.waitForSelector(".katex");
    await page.evaluate(() => document.fonts.ready);
    await page.locator("#scroller").evaluate((scroller) => (scroller.scrollTop = 0));
    await page.screenshot({ path: `${folder}/chat-${name}-${mode}.png` });
    await page.goto(`${proxy.url}status`);
    await page.waitForSelector("#charts canvas");
    await page.screenshot({ path: `${folder}/status-${name}-${mode}.png` });
    await page.close();
  }
}
await browser.close();
proxy.close();
