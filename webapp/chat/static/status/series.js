// From samples of counters to lines over time. Pure, so that it can be tested by itself.

// Over less than this, one request looks like a storm.
const SHORTEST = 2;

/** How much a counter grew in a second; null where it cannot be told, as after a restart. */
function rate(before, after, value) {
  const seconds = after.time - before.time;
  const grown = value(after) - value(before);
  return seconds >= SHORTEST && grown >= 0 ? grown / seconds : null;
}

function rates(samples, value) {
  return samples.map((sample, at) => (at === 0 ? null : rate(samples[at - 1], sample, value)));
}

const status = (name) => (sample) => sample.requests[name] ?? 0;

/** What the answers that began between two samples waited for their first token, in seconds. */
function waits(samples) {
  return samples.map((sample, at) => {
    const before = samples[at - 1];
    const count = before ? sample.first_tokens - before.first_tokens : 0;
    return count > 0 ? (sample.first_token_seconds - before.first_token_seconds) / count : null;
  });
}

const all = (samples, name) => samples.map((sample) => sample[name] ?? null);

/** The lines of all charts, by the name of the chart; the first line of each is the time. */
export function series(samples) {
  const time = all(samples, "time");
  return {
    tokens: [time, rates(samples, (sample) => sample.completion_tokens), rates(samples, (sample) => sample.prompt_tokens)],
    requests: [time, ...["2xx", "4xx", "5xx"].map((name) => rates(samples, status(name)))],
    wait: [time, waits(samples)],
    slots: [time, all(samples, "slots_busy"), all(samples, "queue_length")],
    cpu: [time, all(samples, "cpu_percent"), all(samples, "engine_cpu_percent")],
    memory: [time, all(samples, "rss_bytes"), all(samples, "engine_rss_bytes")],
  };
}

/** The newest value of a line that is known. */
export const latest = (line) => line.findLast((value) => value !== null) ?? null;
