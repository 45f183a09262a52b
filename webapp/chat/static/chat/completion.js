// One streamed chat completion.

import { request } from "../shared/api.js";
import { asProblem, Problem } from "../shared/problem.js";
import { eventsOf } from "../shared/sse.js";

const SECOND = 1000;

/** Times an answer: the first token apart, for it waits on the prompt. */
class Stopwatch {
  #start = performance.now();
  #first = null;
  #last = null;
  #pieces = 0;

  token() {
    this.#last = performance.now();
    this.#first ??= this.#last;
    this.#pieces += 1;
  }

  figures(usage) {
    if (this.#first === null) {
      return null;
    }
    const tokens = usage?.completion_tokens ?? this.#pieces;
    const seconds = (this.#last - this.#first) / SECOND;
    return {
      prompt: usage?.prompt_tokens ?? null,
      completion: tokens,
      firstToken: (this.#first - this.#start) / SECOND,
      rate: seconds > 0 && tokens > 1 ? (tokens - 1) / seconds : null,
    };
  }
}

function read(data) {
  const event = JSON.parse(data);
  if (event.error) {
    throw new Problem(event.error.message, { status: 500, code: event.error.code, type: event.error.type });
  }
  return event;
}

/**
 * Asks and reports pieces as they come.
 *
 * @param body of the request, without what makes it stream
 * @param signal ends it, and with it the work of the engine
 * @param onPiece takes { content, reasoning, references, unread, id }
 * @returns { finish, stats }; thrown problems carry the stats so far
 */
export async function complete(body, signal, onPiece) {
  const watch = new Stopwatch();
  let usage = null;
  let finish = null;
  try {
    const json = { ...body, stream: true, stream_options: { include_usage: true } };
    const response = await request("v1/chat/completions", { method: "POST", json, signal });
    for await (const group of eventsOf(response)) {
      for (const data of group) {
        if (data === "[DONE]") {
          return { finish, stats: watch.figures(usage) };
        }
        const event = read(data);
        usage = event.usage ?? usage;
        const choice = event.choices?.[0];
        const content = choice?.delta?.content ?? "";
        const reasoning = choice?.delta?.reasoning_content ?? "";
        finish = choice?.finish_reason ?? finish;
        if (content || reasoning) {
          watch.token();
        }
        onPiece({ content, reasoning, references: choice?.references, unread: choice?.files_in_progress, id: event.id });
      }
    }
    throw new Problem("The server ended the answer early.");
  } catch (thrown) {
    const problem = asProblem(thrown);
    problem.stats = watch.figures(usage);
    throw problem;
  }
}
