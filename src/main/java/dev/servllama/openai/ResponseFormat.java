package dev.servllama.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
      implements ResponseFormat {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private static JsonSchema read(Fields format) {
      Value name = format.require("name");
      if (!NAME.matcher(name.asString(64)).matches()) {
        throw Refusal.value(name.path(), "only a-z, A-Z, 0-9, _ and - are allowed.");
      }
      return new JsonSchema(
          name.asString(),
          format.string("description"),
          format.require("schema").asObject().node(),
          format.flag("strict"));
    }
  }

  /** Reads {@code response_format}; absent means text. */
  static ResponseFormat read(Fields request) {
    return request
        .get("response_format")
        .map(Value::asObject)
        .map(ResponseFormat::readObject)
        .orElse(new Text());
  }

  private static ResponseFormat readObject(Fields format) {
    List<String> types = List.of("text", "json_object", "json_schema");
    String type = format.require("type").asOneOf(types);
    if (type.equals("json_schema")) {
      return JsonSchema.read(format.require("json_schema").asObject());
    }
    // llama-server takes a schema here; to ignore it would answer without what was asked for.
    format
        .get("schema")
        .ifPresent(
            schema -> {
              throw Refusal.unsupported(schema.path(), "use the type json_schema.");
            });
    return type.equals("text") ? new Text() : new JsonObject();
  }
}
