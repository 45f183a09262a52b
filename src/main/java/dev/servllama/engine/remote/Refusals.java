package dev.servllama.engine.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.engine.http.ResponseHead;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import dev.servllama.error.OverloadedException;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.UnavailableException;
import dev.servllama.error.UpstreamFailedException;
import java.time.Duration;

/** What the server elsewhere refuses, in our own words for errors. */
record Refusals(ObjectMapper mapper, String host) {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final long LONGEST_SECONDS = 3600;
  private static final int SHOWN = 300;

  /**
   * @param body of the response, whatever it is
   */
  ServllamaException of(ResponseHead head, String body) {
    JsonNode error = error(body);
    String said = shorten(error.path("message").asText(error.isTextual() ? error.asText() : ""));
    String message = said.isEmpty() ? "%s answered %d".formatted(host, head.status()) : said;
    return switch (head.status()) {
      case 400, 413, 422 ->
          new InvalidRequestException(message, text(error, "param"), text(error, "code"));
      case 404 -> new NotFoundException(message, text(error, "param"), text(error, "code"));
      case 429 -> new OverloadedException(message, retryAfter(head));
      case 503 -> new UnavailableException(message, retryAfter(head));
      case 401, 403 ->
          new UpstreamFailedException(
              "%s does not take the key that this server has for it (ENGINE_API_KEY)."
                  .formatted(host),
              null);
      default ->
          new UpstreamFailedException(
              "%s failed with status %d%s"
                  .formatted(host, head.status(), said.isEmpty() ? "." : ": " + said),
              null);
    };
  }

  /** An error that comes in a stream. */
  ServllamaException inStream(JsonNode error) {
    String said = shorten(error.path("message").asText(error.asText()));
    return new UpstreamFailedException("%s failed: %s".formatted(host, said), null);
  }

  private JsonNode error(String body) {
    try {
      JsonNode tree = mapper.readTree(body);
      return tree == null || !tree.has("error") ? mapper.createObjectNode() : tree.get("error");
    } catch (JsonProcessingException e) {
      return mapper.createObjectNode();
    }
  }

  private static String text(JsonNode error, String field) {
    return error.path(field).isTextual() ? error.get(field).asText() : null;
  }

  private static Duration retryAfter(ResponseHead head) {
    String value = head.header("retry-after").orElse("");
    return value.matches("\\d{1,9}")
        ? Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(value)))
        : SOON;
  }

  private static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
