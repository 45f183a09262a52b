// Models that think first write it between <think> and </think>, unless the server takes it apart.

const OPEN = /^\s*<think(?:ing)?>/;
const CLOSE = /<\/think(?:ing)?>/;

/** Takes thinking and answer apart; `open` while the model still thinks. */
export function split(content, reasoning = "") {
  const start = OPEN.exec(content);
  if (!start) {
    return { thinking: reasoning, answer: content, open: Boolean(reasoning) && !content };
  }
  const rest = content.slice(start[0].length);
  const end = CLOSE.exec(rest);
  return end
    ? { thinking: reasoning + rest.slice(0, end.index), answer: rest.slice(end.index + end[0].length), open: false }
    : { thinking: reasoning + rest, answer: "", open: true };
}

/** What later requests carry: a model's thinking is not part of the conversation. */
export const answerOf = (node) => split(node.content, node.reasoning).answer.trim();
