package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A request to {@code POST /v1/training/datasets/NAME/search}, which is servllama's own.
 *
 * @param query what is looked for
 * @param limit how many examples at most
 */
public record DatasetSearchRequest(String query, int limit) {
  private static final Set<String> FIELDS = Set.of("query", "limit");
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 100;
  private static final int MAX_QUERY = 100_000;

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws dev.servllama.error.InvalidRequestException if a field is missing, wrong or unknown
   */
  public static DatasetSearchRequest read(JsonNode body) {
    Fields request = KnownFields.check(Fields.root(body), FIELDS);
    return new DatasetSearchRequest(
        request.require("query").asString(MAX_QUERY),
        request.integer("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT));
  }
}
