// The charts of the last 15 minutes.

import uPlot from "../lib/uplot/uPlot.esm.js";
import { el } from "../shared/dom.js";
import { bytes, duration, number } from "../shared/format.js";
import { latest, series } from "./series.js";

const HEIGHT = 150;
const LONGEST = 15 * 60;
const SHORTEST = 3 * 60;

const perSecond = (value) => `${number(value, value < 10 && !Number.isInteger(value) ? 1 : 0)}/s`;
const whole = (value) => number(value, Number.isInteger(value) ? 0 : 1);
const CHARTS = [
  { name: "tokens", title: "Tokens", lines: ["answers", "prompts"], text: perSecond },
  { name: "requests", title: "Requests", lines: ["good", "refused", "failed"], colours: [1, 3, 4], text: perSecond },
  { name: "wait", title: "Time to first token", lines: ["mean"], text: duration, points: true },
  { name: "slots", title: "Slots and queue", lines: ["busy", "waiting"], text: whole },
  { name: "cpu", title: "CPU", lines: ["server", "engine"], text: (value) => `${number(value)} %` },
  { name: "memory", title: "Memory", lines: ["server", "engine"], text: bytes },
];

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function options(chart, width) {
  const axis = { stroke: colour("--muted"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "11px system-ui" };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 } },
    scales: { x: { time: true }, y: { range: (plot, low, high) => [0, high > 0 ? high * 1.15 : 1] } },
    axes: [
      { ...axis, space: 70, size: 28, values: [[60, "{HH}:{mm}", null, null, null, null, null, null, 1], [1, "{HH}:{mm}:{ss}", null, null, null, null, null, null, 1]] },
      { ...axis, size: 62, space: 34, values: (plot, ticks) => ticks.map((tick) => chart.text(tick)) },
    ],
    series: [
      {},
      ...chart.lines.map((label, index) => ({
        label,
        stroke: colour(`--chart-${chart.colours?.[index] ?? index + 1}`),
        width: 1.75,
        fill: index === 0 ? colour("--chart-fill") : undefined,
        spanGaps: false,
        points: { show: Boolean(chart.points), size: 5 },
      })),
    ],
  };
}

class Chart {
  #chart;
  #plot = null;
  #data = null;
  #area = el("div", { class: "plot", "aria-hidden": "true" });
  #legend = el("ul", { class: "legend" });

  constructor(chart) {
    this.#chart = chart;
    this.element = el("figure", { class: "card" }, el("figcaption", {}, el("h2", { text: chart.title }), this.#legend), this.#area);
    new ResizeObserver(() => this.#plot?.setSize({ width: this.#area.clientWidth, height: HEIGHT })).observe(this.#area);
    addEventListener("themechange", () => this.#rebuild());
  }

  show(data) {
    this.#data = data;
    if (this.#plot) {
      this.#plot.setData(data, false);
      this.#scale();
    } else {
      this.#rebuild();
    }
    // What the lines show, in words: also for those who cannot see them.
    this.#legend.replaceChildren(...this.#chart.lines.map((label, index) => this.#entry(label, index)));
  }

  #entry(label, index) {
    const value = latest(this.#data[index + 1]);
    const shown = value === null ? "–" : this.#chart.text(value);
    const line = this.#chart.colours?.[index] ?? index + 1;
    return el("li", { class: `line-${line}` }, el("span", { text: label }), el("b", { text: shown }));
  }

  #rebuild() {
    if (this.#data && this.#area.clientWidth) {
      this.#plot?.destroy();
      this.#plot = new uPlot(options(this.#chart, this.#area.clientWidth), this.#data, this.#area);
      this.#scale();
    }
  }

  #scale() {
    const [time] = this.#data;
    const end = time.at(-1) ?? Date.now() / 1000;
    const known = end - (time[0] ?? end);
    this.#plot.setScale("x", { min: end - Math.min(LONGEST, Math.max(SHORTEST, known)), max: end });
  }
}

/** Makes the charts; the result takes samples. */
export function makeCharts(root) {
  const charts = CHARTS.map((chart) => [chart.name, new Chart(chart)]);
  root.replaceChildren(...charts.map(([, chart]) => chart.element));
  return (samples) => {
    const data = series(samples);
    charts.forEach(([name, chart]) => chart.show(data[name]));
  };
}
