// A proxy as people put before servllama: under a prefix that it takes off. Some requests it can
// answer itself, for what no small model says when it is asked to.

import http from "node:http";

/**
 * @param target the address of the server
 * @param prefix of all paths, such as /ai
 * @param answers "METHOD /path" to (request, response, body) => void
 */
export async function startProxy(target, { prefix = "", answers = {} } = {}) {
  const seen = [];
  const server = http.createServer(async (request, response) => {
    if (!request.url.startsWith(`${prefix}/`)) {
      response.writeHead(404).end();
      return;
    }
    const path = request.url.slice(prefix.length);
    const own = answers[`${request.method} ${path.split("?")[0]}`];
    const body = await bodyOf(request);
    seen.push({ method: request.method, path, body });
    if (own) {
      own(request, response, body);
    } else {
      forward(target, prefix, request, path, body, response);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}/`,
    answers,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function forward(target, prefix, request, path, body, response) {
  const headers = {
    ...request.headers,
    "x-forwarded-prefix": prefix,
    "x-forwarded-proto": "https",
    "x-forwarded-host": "proxy.example",
  };
  const onward = http.request(new URL(path.slice(1), target), { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  response.on("close", () => onward.destroy());
  onward.end(body);
}

const SSE = { "content-type": "text/event-stream", "cache-control": "no-store" };

/** Streams pieces as deltas, so many milliseconds apart. */
export function streaming(pieces, { pause = 0, first = {}, usage = true, finish = "stop" } = {}) {
  return async (request, response) => {
    response.writeHead(200, SSE);
    const send = (choices, more = {}) => response.write(`data: ${JSON.stringify({ id: "chatcmpl-test", choices, ...more })}\n\n`);
    send([{ index: 0, delta: { role: "assistant", content: "" }, ...first }]);
    for (const piece of pieces) {
      if (response.destroyed) {
        return;
      }
      const delta = typeof piece === "string" ? { content: piece } : piece;
      send([{ index: 0, delta }]);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    send([{ index: 0, delta: {}, finish_reason: finish }]);
    if (usage) {
      send([], { usage: { prompt_tokens: 12, completion_tokens: pieces.length, total_tokens: 12 + pieces.length } });
    }
    response.end("data: [DONE]\n\n");
  };
}

export function json(status, value, headers = {}) {
  return (request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(value));
  };
}

export const error = (status, message, { code = null, type = "invalid_request_error", headers = {} } = {}) =>
  json(status, { error: { message, type, param: null, code } }, headers);
