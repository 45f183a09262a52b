package dev.servllama.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The form that an answer must have. */
public sealed interface ResponseFormat {

  /** Any text. */
  record Text() implements ResponseFormat {}

  /** Any JSON object ("JSON mode"). */
  record JsonObject() implements ResponseFormat {}

  /**
   * JSON that a schema allows ("structured outputs").
   *
   * @param name 1 to 64 letters, digits, underscores and dashes
   * @param description what it is for
   * @param schema the JSON Schema; not to be changed
   * @param strict what the request says; the schema is enforced either way
   */
  record JsonSchema(String name, Optional<String> description, ObjectNode schema, boolean strict)
      implements ResponseFormat {}
}
