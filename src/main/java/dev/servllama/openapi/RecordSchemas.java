package dev.servllama.openapi;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.AnyGetterWriter;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import dev.servllama.openai.ChatCompletionChunk;
import dev.servllama.openai.Citations;
import dev.servllama.openai.Completion;
import dev.servllama.openai.EmbeddingVector;
import dev.servllama.openai.FileObject;
import dev.servllama.openai.ListPage;
import dev.servllama.openai.TokenList;
import dev.servllama.openai.TrainingDataset;
import dev.servllama.openai.TrainingExample;
import dev.servllama.openai.Usage;
import dev.servllama.openai.VectorStoreFileObject;
import dev.servllama.openai.VectorStoreObject;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Schemas of records as Jackson writes them: it is asked, so that both are the same. Each record
 * becomes a component of the document. For one thread.
 */
final class RecordSchemas {
  /** Fields that may be null though they are written; a test holds answers against it. */
  private static final Set<String> NULLABLE =
      Set.of(
          "param",
          "code",
          "refusal",
          "content",
          "logprobs",
          "finish_reason",
          "embedding_model",
          "created_at",
          "meta",
          "last_error",
          "expires_at",
          "expires_after",
          "next_page",
          "engine");

  private final ObjectMapper mapper;
  private final ObjectNode components;

  /**
   * @param mapper how records are written
   * @param components where their schemas go
   */
  RecordSchemas(ObjectMapper mapper, ObjectNode components) {
    this.mapper = mapper;
    this.components = components;
  }

  /** A reference to the schema of a record. */
  ObjectNode reference(Class<?> type) {
    String name = name(type);
    if (!components.has(name)) {
      ObjectNode schema = components.putObject(name);
      schema.put("type", "object");
      fill(type, schema.putObject("properties"), schema.putArray("required"));
    }
    return mapper.createObjectNode().put("$ref", "#/components/schemas/" + name);
  }

  private void fill(Class<?> type, ObjectNode properties, ArrayNode required) {
    Iterator<PropertyWriter> writers = writers(type);
    while (writers.hasNext()) {
      PropertyWriter each = writers.next();
      if (!(each instanceof BeanPropertyWriter writer) || each instanceof AnyGetterWriter) {
        continue;
      }
      if (writer.isUnwrapping()) {
        Class<?> part = writer.getType().getRawClass();
        // Of an answer without documents nothing is cited.
        fill(part, properties, part == Citations.class ? mapper.createArrayNode() : required);
        continue;
      }
      JsonNode schema = special(type, writer.getName());
      if (schema == null) {
        schema = schema(writer.getType());
      }
      boolean optional = writer.willSuppressNulls();
      boolean nullable = !optional && NULLABLE.contains(writer.getName());
      properties.set(writer.getName(), nullable ? Schemas.orNull((ObjectNode) schema) : schema);
      if (!optional) {
        required.add(writer.getName());
      }
    }
    if (type == ChatCompletionChunk.class || type == Completion.class) {
      properties.set("usage", Schemas.orNull(reference(Usage.class)));
    }
  }

  private Iterator<PropertyWriter> writers(Class<?> type) {
    SerializerProvider provider = mapper.getSerializerProviderInstance();
    try {
      return provider.findValueSerializer(type).properties();
    } catch (JsonMappingException e) {
      throw new IllegalStateException(type + " cannot be written", e);
    }
  }

  /** What the type of a component does not tell. */
  private ObjectNode special(Class<?> type, String field) {
    if (type == TokenList.class && field.equals("tokens")) {
      return array(anyOf(type("integer"), reference(TokenList.Piece.class)));
    }
    if (type == TokenList.Piece.class && field.equals("piece")) {
      return anyOf(type("string"), array(type("integer")));
    }
    if (type == ListPage.class && field.equals("data")) {
      return array(
          anyOf(
              reference(TrainingDataset.class),
              reference(TrainingExample.class),
              reference(FileObject.class),
              reference(VectorStoreObject.class),
              reference(VectorStoreFileObject.class)));
    }
    return null;
  }

  private ObjectNode schema(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (raw == EmbeddingVector.class) {
      return anyOf(array(type("number")), type("string"));
    }
    if (raw.isEnum()) {
      ArrayNode names = mapper.createArrayNode();
      for (Object constant : raw.getEnumConstants()) {
        names.add(mapper.valueToTree(constant).asText());
      }
      return type("string").set("enum", names);
    }
    if (Map.class.isAssignableFrom(raw)) {
      return type("object").set("additionalProperties", schema(type.getContentType()));
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return array(schema(type.getContentType()));
    }
    return raw.isRecord() ? reference(raw) : scalar(raw);
  }

  private ObjectNode scalar(Class<?> raw) {
    if (raw == String.class) {
      return type("string");
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return type("boolean");
    }
    if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
      return type("integer");
    }
    return raw.isPrimitive() || Number.class.isAssignableFrom(raw)
        ? type("number")
        : mapper.createObjectNode();
  }

  private ObjectNode type(String name) {
    return mapper.createObjectNode().put("type", name);
  }

  private ObjectNode array(JsonNode items) {
    return type("array").set("items", items);
  }

  private ObjectNode anyOf(JsonNode... some) {
    ObjectNode schema = mapper.createObjectNode();
    schema.putArray("anyOf").addAll(java.util.List.of(some));
    return schema;
  }

  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null || !outer.isRecord()
        ? type.getSimpleName()
        : name(outer) + "." + type.getSimpleName();
  }
}
