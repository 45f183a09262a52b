// Markdown to safe elements. Whatever a model writes, only what stands in these lists becomes markup.

import { marked } from "../lib/marked/marked.esm.js";
import DOMPurify from "../lib/dompurify/purify.es.mjs";
import { mathExtensions } from "./math-syntax.js";

const TAGS = (
  "p br hr h1 h2 h3 h4 h5 h6 strong em del b i u s sub sup kbd mark details summary blockquote " +
  "ul ol li input pre code span table thead tbody tr th td a"
).split(" ");
const ATTRIBUTES = ["href", "title", "class", "align", "start", "type", "checked", "disabled", "data-display"];
const HARMLESS_HTML = /^<\/?(?:br|sub|sup|kbd|mark|details|summary|b|i|u|s|em|strong|del)\s*\/?>$/i;
const SAFE_LINK = /^(?:https?|mailto):/i;

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escapeHtml = (text) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]);

function isSafe(href) {
  try {
    return SAFE_LINK.test(new URL(href).protocol);
  } catch {
    return false; // A relative link of a model leads nowhere.
  }
}

const renderer = {
  html: ({ text }) => (HARMLESS_HTML.test(text.trim()) ? text : escapeHtml(text)),

  link({ href, title, tokens }) {
    const text = this.parser.parseInline(tokens);
    return isSafe(href)
      ? `<a href="${escapeHtml(href)}" title="${escapeHtml(title ?? href)}">${text}</a>`
      : text;
  },

  /** An image from elsewhere would tell that other server who reads this, so it is a link. */
  image({ href, text }) {
    const name = escapeHtml(text || "image");
    return isSafe(href)
      ? `<a class="image" href="${escapeHtml(href)}" title="${escapeHtml(href)}">${name}</a>`
      : name;
  },

  code({ text, lang }) {
    const language = (lang ?? "").trim().split(/\s/, 1)[0].replace(/[^\w+#.-]/g, "");
    return `<pre><code class="language-${escapeHtml(language)}">${escapeHtml(text)}</code></pre>`;
  },
};

marked.use({ gfm: true, breaks: true, renderer, extensions: mathExtensions(escapeHtml) });

export const lex = (text) => marked.lexer(text);

/** Strangers' HTML as a fragment that holds nothing but the tags and attributes above. */
export function sanitise(html) {
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
  }
  for (const box of fragment.querySelectorAll("input")) {
    box.disabled = true;
    box.setAttribute("aria-label", box.checked ? "Done" : "To do");
  }
  return fragment;
}

/** The elements of one block of Markdown. */
export function render(token, links) {
  const tokens = Object.assign([token], { links });
  return sanitise(marked.parser(tokens));
}
