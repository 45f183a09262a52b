// Numbers and times for people.

export function number(value, digits = 0) {
  return value.toLocaleString("en", { maximumFractionDigits: digits, minimumFractionDigits: digits });
}

/** As `1 page`, `2 pages`; empty for none. */
export const count = (value, one, many = `${one}s`) => (value ? `${number(value)} ${value === 1 ? one : many}` : "");

export const bytes = (value) => scaled(value, ["B", "KB", "MB", "GB", "TB"]);

/** As `135 million`. */
export const amount = (value) => scaled(value, ["", "thousand", "million", "billion"]).trim();

function scaled(value, units) {
  let unit = 0;
  let rest = value;
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  return `${number(rest, unit === 0 || rest >= 100 ? 0 : 1)} ${units[unit]}`;
}

/** Seconds as `850 ms`, `3.2 s`, `4 min 10 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(seconds) {
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 60) {
    return `${number(seconds, 1)} s`;
  }
  const whole = Math.floor(seconds);
  const parts = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / 3600) % 24, "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(" ");
}

const DAY = 86_400_000;

/** In which part of a list a time stands: by days of the calendar, not by hours. */
export function period(time, now = Date.now()) {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (time >= midnight) {
    return "Today";
  }
  if (time >= midnight - DAY) {
    return "Yesterday";
  }
  return time >= midnight - 7 * DAY ? "Last 7 days" : "Older";
}
