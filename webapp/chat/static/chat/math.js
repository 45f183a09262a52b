// Sets formulas with KaTeX, which is fetched when the first one comes.

let katex = null;
let loading = null;

function fetchKatex() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("../lib/katex/katex.min.css", import.meta.url).href;
  document.head.append(style);
  return import("../lib/katex/katex.mjs").then((module) => {
    katex = module.default;
  });
}

function set(element) {
  const source = element.textContent;
  const display = element.dataset.display === "true";
  try {
    katex.render(source, element, { displayMode: display, throwOnError: true, strict: "ignore", maxExpand: 200, maxSize: 20 });
    element.dataset.source = source;
  } catch {
    element.textContent = source; // Not a formula, or not yet a whole one.
    element.classList.add("unset");
  }
}

/** Sets all formulas inside an element, at once if that is possible. */
export function setMath(root) {
  const all = root.querySelectorAll(".math");
  if (all.length === 0) {
    return;
  }
  if (katex) {
    all.forEach(set);
    return;
  }
  loading ??= fetchKatex();
  loading.then(() => all.forEach(set)).catch(() => {});
}
