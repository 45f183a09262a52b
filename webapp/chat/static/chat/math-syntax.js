// Mathematics in Markdown: $$ ... $$ and \[ ... \] as blocks, $ ... $ and \( ... \) in a line.

const BLOCK = /^(?:\$\$([\s\S]+?)\$\$|\\\[([\s\S]+?)\\\])[ \t]*(?:\n|$)/;
// As Pandoc has it: no blank inside next to a dollar and no digit behind it, so that prices stay.
const INLINE = /^(?:\$\$([^\n]+?)\$\$|\\\(([\s\S]+?)\\\)|\\\[([\s\S]+?)\\\]|\$(?![\s$])((?:\\.|[^\n$\\])*?[^\s\\$]|\\.)\$(?!\d))/;

function extension(name, level, pattern, start, html) {
  return {
    name,
    level,
    start: (source) => {
      const at = source.search(start);
      return at < 0 ? undefined : at;
    },
    tokenizer(source) {
      const match = pattern.exec(source);
      if (!match) {
        return undefined;
      }
      const text = match.slice(1).find((group) => group !== undefined).trim();
      const display = level === "block" || match[1] !== undefined || match[3] !== undefined;
      return { type: name, raw: match[0], text, display };
    },
    renderer: html,
  };
}

/** Extensions for marked, that leave the formula as text for later. */
export function mathExtensions(escape) {
  const html = ({ text, display }) =>
    `<span class="math"${display ? ' data-display="true"' : ""}>${escape(text)}</span>`;
  return [
    extension("mathBlock", "block", BLOCK, /\$\$|\\\[/, (token) => `<p>${html(token)}</p>`),
    extension("mathInline", "inline", INLINE, /\$|\\[([]/, html),
  ];
}
