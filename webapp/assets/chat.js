// A conversation with the model over the same API that every other client uses.

const element = (id) => document.getElementById(id);
const conversation = [];
let running = null;

// The link that the server prints carries the key behind '#', which no server ever sees or logs.
function takeKeyFromAddress() {
  const key = new URLSearchParams(location.hash.slice(1)).get("key");
  if (key) {
    sessionStorage.setItem("key", key);
    history.replaceState(null, "", location.pathname);
  }
  element("key").value = sessionStorage.getItem("key") ?? "";
}

function headers() {
  const key = element("key").value;
  return {
    "Content-Type": "application/json",
    ...(key && { Authorization: `Bearer ${key}` }),
  };
}

function show(role, text) {
  const message = document.createElement("article");
  message.className = role;
  message.textContent = text;
  element("conversation").append(message);
  message.scrollIntoView({ block: "end" });
  return message;
}

async function problemOf(response) {
  const body = await response.json().catch(() => null);
  return new Error(body?.error?.message ?? `The server answered ${response.status}.`);
}

async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith("data: ") && line !== "data: [DONE]") {
        yield JSON.parse(line.slice("data: ".length));
      }
    }
  }
}

async function answer(message, signal) {
  const response = await fetch("v1/chat/completions", {
    method: "POST",
    headers: headers(),
    body: JSON.stringify({ messages: conversation, stream: true }),
    signal,
  });
  if (!response.ok) {
    throw await problemOf(response);
  }
  for await (const event of eventsOf(response)) {
    if (event.error) {
      throw new Error(event.error.message);
    }
    message.textContent += event.choices[0]?.delta.content ?? "";
    message.scrollIntoView({ block: "end" });
  }
}

async function ask(question) {
  conversation.push({ role: "user", content: question });
  show("user", question);
  const message = show("assistant", "");
  running = new AbortController();
  toggle(true);
  try {
    await answer(message, running.signal);
  } catch (problem) {
    if (problem.name !== "AbortError") {
      show("problem", problem.message);
    }
  } finally {
    running = null;
    toggle(false);
  }
  if (message.textContent) {
    conversation.push({ role: "assistant", content: message.textContent });
  } else {
    conversation.pop();
    message.remove();
  }
}

function toggle(busy) {
  element("send").hidden = busy;
  element("stop").hidden = !busy;
}

element("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const question = element("question").value.trim();
  if (question && !running) {
    element("question").value = "";
    ask(question);
  }
});
element("question").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    element("ask").requestSubmit();
  }
});
element("stop").addEventListener("click", () => running?.abort());
element("key").addEventListener("change", () => {
  sessionStorage.setItem("key", element("key").value);
});

takeKeyFromAddress();
const health = await fetch("health").then((response) => response.json()).catch(() => ({}));
element("model").textContent = health.model ?? "";
