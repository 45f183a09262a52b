package dev.servllama.openai;

import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code response_format}. */
final class ResponseFormatReader {
  private static final int MAX_NAME_LENGTH = 64;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+");

  private ResponseFormatReader() {}

  /** Reads {@code response_format}; absent means text. */
  static ResponseFormat read(Fields request) {
    return request
        .get("response_format")
        .map(Value::asObject)
        .map(ResponseFormatReader::readObject)
        .orElse(new ResponseFormat.Text());
  }

  private static ResponseFormat readObject(Fields format) {
    List<String> types = List.of("text", "json_object", "json_schema");
    String type = format.require("type").asOneOf(types);
    if (type.equals("json_schema")) {
      return readSchema(format.require("json_schema").asObject());
    }
    // llama-server takes a schema here; to ignore it would answer without what was asked for.
    format
        .get("schema")
        .ifPresent(
            schema -> {
              throw Refusal.unsupported(schema.path(), "use the type json_schema.");
            });
    return type.equals("text") ? new ResponseFormat.Text() : new ResponseFormat.JsonObject();
  }

  private static ResponseFormat readSchema(Fields format) {
    Value name = format.require("name");
    if (!NAME.matcher(name.asString(MAX_NAME_LENGTH)).matches()) {
      throw Refusal.value(name.path(), "only a-z, A-Z, 0-9, _ and - are allowed.");
    }
    return new ResponseFormat.JsonSchema(
        name.asString(),
        format.string("description"),
        format.require("schema").asObject().node(),
        format.flag("strict"));
  }
}
