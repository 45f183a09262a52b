// What went wrong, with what to do next.

const OVERLOAD = 429;
const UNAVAILABLE = 503;

export class Problem extends Error {
  constructor(message, { status = 0, code = null, type = null, retryAfter = null, id = null } = {}) {
    super(message);
    this.name = "Problem";
    Object.assign(this, { status, code, type, retryAfter, id });
  }

  get wantsKey() {
    return this.status === 401;
  }

  /** Whether the model is on its way. */
  get passes() {
    return this.status === UNAVAILABLE;
  }

  get counts() {
    return this.status === OVERLOAD && this.retryAfter !== null;
  }

  get unreachable() {
    return this.status === 0;
  }
}

const ADVICE = new Map([
  [401, "Check the API key."],
  [403, "Ask whoever runs this server for access."],
  [413, "Start a new chat, or send less."],
  [503, "The page goes on by itself when the model is ready."],
]);

/** The next step, in one sentence; empty where the message says it all. */
export function adviceFor(problem) {
  if (problem.code === "context_length_exceeded") {
    return "Start a new chat, or take something out of this one.";
  }
  if (problem.unreachable) {
    return "What had arrived is kept. The page looks for the server and you can try again.";
  }
  return ADVICE.get(problem.status) ?? (problem.status >= 500 ? "Try again; if it stays, the server's log has more." : "");
}

/** A problem from an answer that is not a good one. */
export async function problemOf(response) {
  const error = (await response.json().catch(() => null))?.error ?? {};
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  return new Problem(error.message ?? `The server answered with status ${response.status}.`, {
    status: response.status,
    code: error.code,
    type: error.type,
    retryAfter: Number.isFinite(seconds) ? seconds : null,
    id: response.headers.get("x-request-id"),
  });
}

/** A problem from whatever was thrown; one that stopped on purpose stays as it is. */
export function asProblem(thrown) {
  return thrown instanceof Problem || thrown?.name === "AbortError"
    ? thrown
    : new Problem("The server cannot be reached, or the connection broke off.");
}
