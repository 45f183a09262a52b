package dev.servllama.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.openai.JsonType;
import dev.servllama.openai.Parameter;
import dev.servllama.openai.ParameterTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Schemas of requests. What becomes of a field stands in its {@link ParameterTable}; the file
 * {@code requests.json} adds the form of those that take effect, and the bodies that have no table.
 */
final class RequestSchemas {
  private static final Map<String, ParameterTable> TABLES =
      new TreeMap<>(
          Map.of(
              "ChatCompletionRequest", ParameterTable.chat(),
              "CompletionRequest", ParameterTable.completions(),
              "EmbeddingRequest", ParameterTable.embeddings(),
              "TokenizeRequest", ParameterTable.tokenize()));

  private final ObjectMapper mapper;
  private final JsonNode file;

  RequestSchemas(ObjectMapper mapper) {
    this.mapper = mapper;
    try (InputStream in = RequestSchemas.class.getResourceAsStream("requests.json")) {
      file = mapper.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds all of them to the components. */
  void addTo(ObjectNode components) {
    components.setAll((ObjectNode) file.get("schemas"));
    TABLES.forEach((name, table) -> components.set(name, schema(name, table)));
  }

  /** The schema of a parameter, which may differ from path to path. */
  ObjectNode parameter(String path, String name) {
    JsonNode parameters = file.get("parameters");
    JsonNode own = parameters.get(path + " " + name);
    JsonNode schema = own == null ? parameters.get(name) : own;
    if (schema == null) {
      throw new IllegalStateException("The parameter " + name + " of " + path + " has no schema");
    }
    return schema.deepCopy();
  }

  private ObjectNode schema(String name, ParameterTable table) {
    JsonNode own = file.get("tables").get(name);
    ObjectNode schema = mapper.createObjectNode().put("type", "object");
    if (!own.get("required").isEmpty()) {
      schema.set("required", own.get("required"));
    }
    if (own.has("oneOf")) {
      schema.set("oneOf", own.get("oneOf"));
    }
    ObjectNode properties = schema.putObject("properties");
    for (Parameter parameter : table.parameters()) {
      ObjectNode field = field(own, parameter);
      boolean required = own.get("required").toString().contains("\"" + parameter.name() + "\"");
      properties.set(parameter.name(), required ? field : Schemas.orNull(field));
    }
    return schema;
  }

  private ObjectNode field(JsonNode own, Parameter parameter) {
    if (parameter.effect() == Parameter.Effect.EFFECTIVE) {
      JsonNode field = own.get("fields").get(parameter.name());
      JsonNode schema = field == null ? file.get("shared").get(parameter.name()) : field;
      if (schema == null) {
        throw new IllegalStateException(parameter.name() + " takes effect and has no schema");
      }
      return schema.deepCopy();
    }
    ObjectNode schema = mapper.createObjectNode();
    if (parameter.effect() == Parameter.Effect.NO_EFFECT) {
      if (parameter.type() != JsonType.ANY) {
        schema.put("type", parameter.type().name().toLowerCase(Locale.ROOT));
      }
      return schema.put("description", "Accepted. " + parameter.note());
    }
    ArrayNode values = schema.putArray("enum");
    parameter.accepted().forEach(values::add);
    boolean onlyDefault = parameter.effect() == Parameter.Effect.DEFAULT_ONLY;
    return schema.put(
        "description", (onlyDefault ? "Only its default: " : "Not supported: ") + parameter.note());
  }
}
