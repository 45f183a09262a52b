// The parts of the pages that need no browser.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { linkOf, optionsOfLink, readNumber, requestFields } from "./static/chat/options.js";
import { mathExtensions } from "./static/chat/math-syntax.js";
import { fromJson, toJson, toMarkdown } from "./static/chat/portable.js";
import { answerOf, split } from "./static/chat/thinking.js";
import * as tree from "./static/chat/tree.js";
import { duration, period } from "./static/shared/format.js";
import { EventCutter } from "./static/shared/sse.js";
import { latest, series } from "./static/status/series.js";

describe("server-sent events", () => {
  test("are the same however the bytes are cut", () => {
    const text = 'data: {"a":1}\n\n: waiting\n\ndata: two\ndata: lines\n\r\ndata:none\r\n\r\n';
    const whole = new EventCutter().push(text);
    assert.deepEqual(whole, ['{"a":1}', "two\nlines", "none"]);
    for (let size = 1; size < 9; size++) {
      const cutter = new EventCutter();
      const parts = text.match(new RegExp(`[^]{1,${size}}`, "g"));
      assert.deepEqual(parts.flatMap((part) => cutter.push(part)), whole, `cut by ${size}`);
    }
  });
});

describe("thinking", () => {
  test("is taken out of the answer, also while it is not over", () => {
    assert.deepEqual(split("<think>a</think>b"), { thinking: "a", answer: "b", open: false });
    assert.deepEqual(split("\n<think>a"), { thinking: "a", answer: "", open: true });
    assert.deepEqual(split("", "a"), { thinking: "a", answer: "", open: true });
    assert.deepEqual(split("b", "a"), { thinking: "a", answer: "b", open: false });
    assert.deepEqual(split("say <think>"), { thinking: "", answer: "say <think>", open: false });
    assert.equal(answerOf({ content: "<think>a</think>\n\nb " }), "b");
  });
});

describe("the tree of a conversation", () => {
  test("keeps the branch before when a question is edited", () => {
    const conversation = tree.newConversation();
    const first = tree.add(conversation, null, "user", { content: "1" });
    const answer = tree.add(conversation, first.id, "assistant", { content: "a" });
    const second = tree.add(conversation, null, "user", { content: "2" });
    assert.deepEqual(tree.path(conversation), [second]);
    assert.deepEqual(tree.siblings(conversation, second), [first, second]);
    tree.select(conversation, first.id);
    assert.deepEqual(tree.path(conversation), [first, answer]);
  });

  test("has a title of one short line", () => {
    assert.equal(tree.titleOf("  a\tb  c\nmore"), "a b c");
    assert.equal(tree.titleOf("x".repeat(200)).length, 64);
  });
});

describe("files of conversations", () => {
  const conversation = tree.newConversation({ title: "T" });
  const question = tree.add(conversation, null, "user", { content: "Q" });
  tree.add(conversation, question.id, "assistant", { content: "<think>t</think>A", finish: "stop" });

  test("come back as they went out, under new ids", () => {
    const [back] = fromJson(toJson([conversation]));
    assert.deepEqual(tree.path(back).map(({ role, content }) => [role, content]), [["user", "Q"], ["assistant", "<think>t</think>A"]]);
    assert.notEqual(back.id, conversation.id);
  });

  test("are readable as Markdown, without the thinking", () => {
    assert.equal(toMarkdown(conversation), "# T\n\n## You\n\nQ\n\n## Assistant\n\nA\n");
  });

  test("may hold circles, strangers and nonsense", () => {
    const nodes = { a: { id: "a", parent: "b", role: "user" }, b: { id: "b", parent: "a", role: "user" }, c: { id: "c", role: "system" }, d: 5, e: null };
    const file = (conversations) => JSON.stringify({ format: "servllama-conversations", version: 1, conversations });
    assert.deepEqual(fromJson(file([{ nodes }, {}, null, 3])), []);
    assert.throws(() => fromJson('{"format":"other"}'), /no file/);
    assert.throws(() => fromJson("{"), SyntaxError);
  });
});

describe("options", () => {
  test("of a link are read back from it, and bad ones are passed over", () => {
    const options = { model: "org/m", system: "Be brief.", temperature: 0.3, top_k: 5 };
    const link = linkOf("http://h/ai/chat?x=1#key=secret", options, "Hi & bye");
    assert.ok(!link.includes("secret"));
    assert.deepEqual(optionsOfLink(new URL(link).search), { options, prompt: "Hi & bye" });
    assert.deepEqual(optionsOfLink("?temperature=9&top_k=1.5&seed=x"), { options: {}, prompt: "" });
  });

  test("that are not set are not sent", () => {
    assert.deepEqual(requestFields({ system: " ", collections: [], temperature: undefined }), {});
    assert.deepEqual(requestFields({ temperature: 0, collections: ["a"] }), { temperature: 0, collections: ["a"] });
  });

  test("have their ranges", () => {
    const field = { min: 0, max: 2, step: 1 };
    assert.equal(readNumber("2", field), 2);
    ["", " ", "3", "-1", "0.5", "x", "1e9"].forEach((text) => assert.equal(readNumber(text, field), undefined, text));
  });
});

describe("mathematics", () => {
  const [block, inline] = mathExtensions((text) => text);
  const found = (extension, text) => extension.tokenizer(text)?.text;

  test("is told from money", () => {
    assert.equal(found(inline, "$x^2$ and"), "x^2");
    assert.equal(found(inline, "\\(a+b\\)"), "a+b");
    assert.equal(found(inline, "$5 to $7."), undefined);
    assert.equal(found(inline, "$ 5 $"), undefined);
    assert.equal(found(inline, "$5 and x$6"), undefined);
  });

  test("stands alone between two dollars", () => {
    assert.equal(found(block, "$$\na\nb\n$$\n"), "a\nb");
    assert.equal(found(block, "\\[x\\]"), "x");
    assert.equal(found(block, "$$open"), undefined);
  });
});

describe("formats", () => {
  test("of times are short", () => {
    assert.deepEqual([0.25, 3.21, 250, 7500, 273_600].map(duration), ["250 ms", "3.2 s", "4 min 10 s", "2 h 5 min", "3 d 4 h"]);
  });

  test("of days follow the calendar", () => {
    const now = new Date(2026, 4, 10, 0, 30).getTime();
    const hours = (count) => period(now - count * 3_600_000, now);
    assert.deepEqual([0.2, 1, 30, 100, 1000].map(hours), ["Today", "Yesterday", "Last 7 days", "Last 7 days", "Older"]);
  });
});

describe("charts", () => {
  const at = (time, tokens, more = {}) => ({ time, requests: {}, completion_tokens: tokens, prompt_tokens: 0, first_tokens: 0, first_token_seconds: 0, ...more });

  test("show growth in a second, and nothing where the server began anew", () => {
    const { tokens } = series([at(0, 0), at(5, 50), at(10, 10), at(15, 20)]);
    assert.deepEqual(tokens[1], [null, 10, null, 2]);
    assert.equal(latest(tokens[1]), 2);
  });

  test("show the wait only of answers that began", () => {
    const { wait } = series([at(0, 0), at(5, 0), at(10, 0, { first_tokens: 2, first_token_seconds: 3 })]);
    assert.deepEqual(wait[1], [null, null, 1.5]);
  });
});
