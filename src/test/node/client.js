// Uses OpenAI's own Node client on a server: client.js BASE_URL KEY. Any failure ends it.
import assert from "node:assert/strict";
import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";

const MODEL = "SmolLM2-135M-Instruct.Q4_1";
const EMBEDDER = "all-MiniLM-L6-v2";
const [baseURL, apiKey] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });

const messages = (content) => [{ role: "user", content }];

const Person = z.object({
  age: z.number().int(),
  addresses: z
    .array(z.object({ kind: z.enum(["home", "work"]), street: z.string().nullable() }))
    .max(1),
});

async function listsTheModel() {
  const models = (await client.models.list()).data;
  assert.deepEqual(models.map((model) => model.id), [MODEL + ".gguf", EMBEDDER]);
  assert.equal((await client.models.retrieve(MODEL)).created, models[0].created);
  assert.equal((await client.models.retrieve("org/model")).id, MODEL + ".gguf");
}

async function chats() {
  const answer = await client.chat.completions.create({
    model: MODEL,
    messages: messages("Tell me a story."),
    max_completion_tokens: 5,
  });
  assert.equal(answer.choices[0].message.role, "assistant");
  assert.ok(answer.choices[0].message.content);
  assert.equal(answer.choices[0].finish_reason, "length");
  assert.equal(answer.usage.completion_tokens, 5);
}

async function streamsWithUsage() {
  const stream = await client.chat.completions.create({
    model: MODEL,
    messages: messages("Tell me a story."),
    max_tokens: 5,
    stream: true,
    stream_options: { include_usage: true },
  });
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  assert.equal(chunks[0].choices[0].delta.role, "assistant");
  assert.ok(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join(""));
  assert.equal(chunks.at(-2).choices[0].finish_reason, "length");
  assert.deepEqual(chunks.at(-1).choices, []);
  assert.equal(chunks.at(-1).usage.completion_tokens, 5);
}

async function parsesIntoASchema() {
  const answer = await client.chat.completions.parse({
    model: MODEL,
    messages: messages("Ann is 30 and lives in High Street. Give me Ann as JSON."),
    max_tokens: 300,
    temperature: 0,
    response_format: zodResponseFormat(Person, "person"),
  });
  Person.parse(answer.choices[0].message.parsed);
}

async function embeds() {
  const made = await client.embeddings.create({ model: EMBEDDER, input: ["a fox", "bread"] });
  assert.equal(made.data[0].embedding.length, 384);
  assert.equal(made.usage.total_tokens, 7);
  const plain = await client.embeddings.create({
    model: EMBEDDER,
    input: "a fox",
    encoding_format: "float",
  });
  plain.data[0].embedding.forEach((number, i) =>
    assert.ok(Math.abs(number - made.data[0].embedding[i]) < 1e-5),
  );
}

async function throwsItsOwnErrors() {
  await assert.rejects(
    client.chat.completions.create({ model: MODEL, messages: messages("Hi"), temperature: 9 }),
    (error) =>
      error instanceof OpenAI.BadRequestError &&
      error.param === "temperature" &&
      error.code === "decimal_above_max_value",
  );
  await assert.rejects(
    client.chat.completions.create({ model: "nix", messages: messages("Hi") }),
    (error) => error instanceof OpenAI.NotFoundError && error.code === "model_not_found",
  );
  await assert.rejects(
    new OpenAI({ baseURL, apiKey: "sk-wrong" }).models.list(),
    (error) => error instanceof OpenAI.AuthenticationError && error.code === "invalid_api_key",
  );
}

for (const check of [
  listsTheModel,
  chats,
  streamsWithUsage,
  parsesIntoASchema,
  embeds,
  throwsItsOwnErrors,
]) {
  await check();
  console.log(check.name);
}
