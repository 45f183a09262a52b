package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code prompt} of a legacy completion and {@code input} of embeddings. */
final class PromptReader {
  private PromptReader() {}

  /** Reads one prompt or a list of at most so many; a list of integers is one prompt. */
  static List<Prompt> readAll(Value prompt, int most) {
    JsonNode node = prompt.node();
    if (node.isTextual()) {
      return List.of(new Prompt.Text(prompt.asString()));
    }
    if (!node.isArray()) {
      throw prompt.typeError(
          "one of a string, array of strings, array of integers or array of integer arrays");
    }
    if (node.path(0).isNumber()) {
      return List.of(tokens(prompt));
    }
    return prompt.asList(most).stream().map(PromptReader::read).toList();
  }

  private static Prompt read(Value prompt) {
    if (prompt.node().isTextual()) {
      return new Prompt.Text(prompt.asString());
    }
    if (!prompt.node().isArray()) {
      throw prompt.typeError("one of a string or array of integers");
    }
    return tokens(prompt);
  }

  private static Prompt.Tokens tokens(Value prompt) {
    if (prompt.node().isEmpty()) {
      throw Refusal.empty(prompt.path(), "array");
    }
    List<Integer> ids = new ArrayList<>(prompt.node().size());
    for (JsonNode id : prompt.node()) {
      ids.add(
          id.isInt() && id.intValue() >= 0
              ? id.intValue()
              : (int)
                  new Value(prompt.path().item(ids.size()), id).asInteger(0, Integer.MAX_VALUE));
    }
    return new Prompt.Tokens(ids);
  }
}
