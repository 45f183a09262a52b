// The conversation that is open, and the answer that is being written in it.

import { adviceFor } from "../shared/problem.js";
import { complete } from "./completion.js";
import { answerOf } from "./thinking.js";
import * as tree from "./tree.js";

/** Tells its listeners: `open`, `change` (of a message), `busy`, `saved`. */
export class Session extends EventTarget {
  #keeper;
  #options;
  #running = null;
  conversation = tree.newConversation();

  /**
   * @param keeper keeps conversations
   * @param options gives the fields of a request that the user has set
   */
  constructor(keeper, options) {
    super();
    this.#keeper = keeper;
    this.#options = options;
  }

  get busy() {
    return this.#running !== null;
  }

  get activeNode() {
    return this.#running?.node ?? null;
  }

  get path() {
    return tree.path(this.conversation);
  }

  open(conversation) {
    this.stop();
    this.conversation = conversation;
    this.#tell("open");
  }

  /** Ends the answer; what has come stays. */
  stop() {
    this.#running?.controller.abort();
  }

  async send(text) {
    if (!this.conversation.title) {
      this.conversation.title = tree.titleOf(text);
    }
    const question = tree.add(this.conversation, this.conversation.leaf, "user", { content: text });
    await this.#answer(question);
  }

  /** A question again, in other words; the old branch stays. */
  async edit(node, text) {
    const question = tree.add(this.conversation, node.parent, "user", { content: text });
    await this.#answer(question);
  }

  /** Another answer to the same question. */
  async regenerate(node) {
    await this.#answer(this.conversation.nodes[node.parent]);
  }

  /** The same answer again where it failed, or its rest where some of it had come. */
  async retry(node) {
    if (node.content) {
      await this.continue(node);
      return;
    }
    delete this.conversation.nodes[node.id];
    await this.#answer(this.conversation.nodes[node.parent]);
  }

  /** More of an answer; one that was still thinking begins anew, for thoughts are not sent. */
  async continue(node) {
    tree.select(this.conversation, node.id);
    if (!answerOf(node)) {
      Object.assign(node, { content: "", reasoning: undefined });
      await this.#run(node, this.#messages(this.path.slice(0, -1)));
      return;
    }
    node.content = node.content.trimEnd(); // As it is sent; the model brings its own blank.
    const before = this.path.filter((each) => answerOf(each) || each.role === "user");
    await this.#run(node, this.#messages(before), { continue_final_message: true });
  }

  select(node) {
    tree.select(this.conversation, node.id);
    this.#keeper.save(this.conversation);
    this.#tell("open");
  }

  change(node) {
    this.#keeper.save(this.conversation);
    this.#tell("change", node);
  }

  async #answer(question) {
    const node = tree.add(this.conversation, question.id, "assistant");
    const before = this.path.slice(0, -1).filter((each) => each.role === "user" || answerOf(each));
    await this.#run(node, this.#messages(before));
  }

  #messages(nodes) {
    const system = this.#options().system;
    const said = nodes.map(({ role, ...node }) => ({
      role,
      content: role === "assistant" ? answerOf(node) : node.content,
    }));
    return system ? [{ role: "system", content: system }, ...said] : said;
  }

  async #run(node, messages, more = {}) {
    this.stop();
    const { system, ...fields } = this.#options();
    const running = { node, controller: new AbortController(), conversation: this.conversation };
    this.#running = running;
    Object.assign(node, { error: undefined, finish: undefined, model: fields.model });
    this.#keeper.save(running.conversation);
    this.#tell("open");
    this.#tell("busy");
    try {
      const body = { ...fields, ...more, messages };
      const result = await complete(body, running.controller.signal, (piece) => this.#take(running, piece));
      Object.assign(node, result);
    } catch (problem) {
      node.stats = problem.stats ?? node.stats;
      node.finish = problem.name === "AbortError" ? "stopped" : "error";
      node.error = problem.name === "AbortError" ? undefined : plain(problem);
    } finally {
      if (this.#running === running) {
        this.#running = null;
      }
      await this.#keeper.save(running.conversation);
      this.#tell("change", node);
      this.#tell("busy");
    }
  }

  #take({ node, conversation }, { content, reasoning, references, unread, id }) {
    node.content += content;
    node.completionId = id ?? node.completionId;
    if (reasoning) {
      node.reasoning = (node.reasoning ?? "") + reasoning;
    }
    if (references) {
      Object.assign(node, { references, unread });
    }
    if (content || reasoning || references) {
      this.#keeper.saveSoon(conversation);
      this.#tell("change", node);
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** A problem as it can be kept. */
function plain(problem) {
  const { message, status, code, retryAfter, id } = problem;
  return { message, status, code, retryAfter, id, advice: adviceFor(problem), at: Date.now() };
}
