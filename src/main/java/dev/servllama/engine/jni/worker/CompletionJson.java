package dev.servllama.engine.jni.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.engine.jni.frame.Command;

/** Bodies of llama-server's {@code /completion}, under the names of llama.cpp b4916. */
final class CompletionJson {
  private CompletionJson() {}

  /** Reads the prompt's first tokens into the slot; the one token that comes of it is not used. */
  static String readPrompt(int slot, int[] prompt, int end) {
    return body(slot, prompt, end).put("n_predict", 0).put("temperature", 0).toString();
  }

  /** Generates so many tokens from the whole prompt, a result for each. */
  static String generate(int slot, Command.Generate command, int tokens) {
    ObjectNode body = body(slot, command.prompt(), command.prompt().length);
    body.setAll((ObjectNode) command.sampling());
    return body.put("n_predict", tokens).put("stream", true).toString();
  }

  private static ObjectNode body(int slot, int[] prompt, int end) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode tokens = body.putArray("prompt");
    for (int i = 0; i < end; i++) {
      tokens.add(prompt[i]);
    }
    return body.put("id_slot", slot).put("cache_prompt", true);
  }
}
