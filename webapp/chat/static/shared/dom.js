// Building elements without ever turning text into markup.

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/** An element; `on` holds listeners, `text` its text, all else are attributes (false: left out). */
export function el(tag, { on = {}, text, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  for (const [type, listener] of Object.entries(on)) {
    element.addEventListener(type, listener);
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** One of the symbols of icons.jspf. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** A button that is only an icon; what it does is its name and its tooltip. */
export function iconButton(name, label, onClick, attributes = {}) {
  const button = { type: "button", class: "icon", "aria-label": label, title: label, ...attributes };
  return el("button", { ...button, on: { click: onClick } }, icon(name));
}
