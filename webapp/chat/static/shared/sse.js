// Server-sent events, as the OpenAI API streams them (HTML Living Standard, "Server-sent events").

/** Cuts text that comes in pieces into the data of events. */
export class EventCutter {
  #rest = "";
  #data = [];

  /** The events that this piece completes. */
  push(piece) {
    const events = [];
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    for (const line of lines) {
      if (line === "") {
        if (this.#data.length) {
          events.push(this.#data.join("\n"));
        }
        this.#data = [];
      } else if (line.startsWith("data:")) {
        this.#data.push(line.slice(line[5] === " " ? 6 : 5));
      }
    }
    return events;
  }
}

/** The events of a response, in the groups in which they came. */
export async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const cutter = new EventCutter();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      yield cutter.push(part.value);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
