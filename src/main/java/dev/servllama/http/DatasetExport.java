package dev.servllama.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.training.Example;
import dev.servllama.training.ExampleStream;
import dev.servllama.training.StoredExample;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** A whole dataset as JSON lines, written as it is read. */
final class DatasetExport implements StreamingOutput {
  /** What a line holds. */
  enum Format {
    /** Prompt, response and meta data, as they were ingested. */
    JSONL,
    /** A conversation, in the form that OpenAI's fine-tuning takes. */
    CHAT
  }

  private final ExampleStream examples;
  private final Format format;
  private final ObjectMapper mapper;

  /**
   * @param examples closed when they have been written
   */
  DatasetExport(ExampleStream examples, Format format, ObjectMapper mapper) {
    this.examples = examples;
    this.format = format;
    this.mapper = mapper;
  }

  /**
   * The format that is asked for; empty if no lines are.
   *
   * @param query the query's {@code format}, or null
   * @param accept the request's {@code Accept}, or null
   */
  static Optional<Format> format(String query, String accept) {
    if (query == null) {
      String types = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
      return types.contains("application/jsonl") || types.contains("application/x-ndjson")
          ? Optional.of(Format.JSONL)
          : Optional.empty();
    }
    return switch (query) {
      case "json" -> Optional.empty();
      case "jsonl" -> Optional.of(Format.JSONL);
      case "chat" -> Optional.of(Format.CHAT);
      default ->
          throw InvalidRequestException.of(
              "format", "Invalid 'format': expected 'json', 'jsonl' or 'chat'.");
    };
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try (examples) {
      Optional<StoredExample> next = examples.next();
      while (next.isPresent()) {
        Example example = next.get().example();
        if (format == Format.JSONL || isToBeLearnt(example)) {
          out.write(
              mapper.writeValueAsBytes(format == Format.CHAT ? chat(example) : plain(example)));
          out.write('\n');
        }
        next = examples.next();
      }
    }
  }

  private ObjectNode plain(Example example) {
    ObjectNode line = mapper.createObjectNode();
    line.put("prompt", example.prompt());
    line.put("response", example.response());
    example.meta().ifPresent(meta -> line.set("meta", meta));
    return line;
  }

  private ObjectNode chat(Example example) {
    ObjectNode line = mapper.createObjectNode();
    ArrayNode messages = line.putArray("messages");
    Optional<JsonNode> conversation =
        meta(example, "messages").filter(DatasetExport::isConversation);
    conversation.ifPresentOrElse(
        before -> before.forEach(messages::add),
        () -> messages.addObject().put("role", "user").put("content", example.prompt()));
    messages.addObject().put("role", "assistant").put("content", example.response());
    return line;
  }

  /** An answer that was rated down, and that nobody has corrected, is none to learn from. */
  private static boolean isToBeLearnt(Example example) {
    JsonNode feedback = meta(example, "feedback").orElse(null);
    return feedback == null
        || !feedback.path("rating").asText().equals("down")
        || feedback.has("answer");
  }

  private static Optional<JsonNode> meta(Example example, String field) {
    return example.meta().map(meta -> meta.get(field));
  }

  private static boolean isConversation(JsonNode messages) {
    if (!messages.isArray() || messages.isEmpty()) {
      return false;
    }
    for (JsonNode message : messages) {
      if (!message.path("role").isTextual() || !message.path("content").isTextual()) {
        return false;
      }
    }
    return true;
  }
}
