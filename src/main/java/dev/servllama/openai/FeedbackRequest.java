package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request to {@code POST /v1/training/feedback}, which is servllama's own.
 *
 * @param completion the id of the answer
 * @param choice which of its choices, from 0
 * @param good whether it is rated up, not down
 * @param comment on the answer
 * @param correction what should have been answered
 */
public record FeedbackRequest(
    String completion,
    int choice,
    boolean good,
    Optional<String> comment,
    Optional<String> correction) {
  private static final String UP = "up";
  private static final Set<String> FIELDS =
      Set.of("completion_id", "choice", "rating", "comment", "correction");
  private static final int MAX_ID = 200;
  private static final int MAX_COMMENT = 10_000;
  private static final int MAX_CORRECTION = 1 << 20;

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws dev.servllama.error.InvalidRequestException if a field is missing, wrong or unknown
   */
  public static FeedbackRequest read(JsonNode body) {
    Fields request = KnownFields.check(Fields.root(body), FIELDS);
    return new FeedbackRequest(
        request.require("completion_id").asString(MAX_ID),
        request.integer("choice", 0, ChatCompletionRequest.MAX_CHOICES - 1).orElse(0),
        request.require("rating").asOneOf(List.of(UP, "down")).equals(UP),
        request.get("comment").map(text -> text.asString(MAX_COMMENT)),
        request.get("correction").map(text -> text.asString(MAX_CORRECTION)));
  }
}
