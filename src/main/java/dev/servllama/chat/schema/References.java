package dev.servllama.chat.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Follows {@code $ref} within the document; nothing is ever fetched. */
final class References {
  private final Keyword root;

  References(Keyword root) {
    this.root = root;
  }

  /** The schema that a {@code $ref} points to. */
  Keyword resolve(Keyword reference) {
    String pointer = reference.text();
    if (!pointer.startsWith("#")) {
      throw reference.refusal(
          "points outside the schema, to \"" + pointer + "\"; only \"#/...\" is supported.");
    }
    if (pointer.length() > 1 && pointer.charAt(1) != '/') {
      throw reference.refusal(
          "names an anchor, \"" + pointer + "\"; only JSON pointers, \"#/...\", are supported.");
    }
    Keyword target = root;
    String[] steps = pointer.substring(1).split("/", -1);
    for (int i = 1; i < steps.length; i++) {
      target = step(target, decode(steps[i], reference));
      if (target.value() == null) {
        throw reference.refusal("points to nothing: \"" + pointer + "\".");
      }
    }
    return target;
  }

  private static Keyword step(Keyword from, String name) {
    JsonNode value = from.value();
    if (value.isArray()) {
      boolean index = name.length() <= 6 && name.matches("0|[1-9][0-9]*");
      return index ? from.child(Integer.parseInt(name)) : new Keyword(null, from.place());
    }
    return from.child(name);
  }

  private static String decode(String step, Keyword reference) {
    try {
      String plain = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
      return plain.replace("~1", "/").replace("~0", "~");
    } catch (IllegalArgumentException e) {
      throw reference.refusal("has a malformed percent escape.");
    }
  }
}
