package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A search in a vector store.
 *
 * @param queries what is looked for, at least one
 * @param limit how many passages at most
 * @param filter which files are looked at
 * @param threshold of the score; 0 lets all through
 */
public record VectorStoreSearchRequest(
    List<String> queries, int limit, Optional<AttributeCondition> filter, double threshold) {
  private static final Set<String> FIELDS =
      Set.of("query", "filters", "max_num_results", "ranking_options", "rewrite_query");
  private static final Set<String> RANKING_FIELDS =
      Set.of("ranker", "score_threshold", "hybrid_search");
  private static final int DEFAULT_LIMIT = 10;
  private static final int MAX_LIMIT = 50;
  private static final int MAX_QUERY = 100_000;
  private static final int MAX_QUERIES = 16;
  private static final int MAX_DEPTH = 8;

  /** Makes the list immutable. */
  public VectorStoreSearchRequest {
    queries = List.copyOf(queries);
  }

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws dev.servllama.error.InvalidRequestException if a field is missing, wrong or unknown
   */
  public static VectorStoreSearchRequest read(JsonNode body) {
    Fields request = KnownFields.check(Fields.root(body), FIELDS);
    Value query = request.require("query");
    List<String> queries =
        query.node().isArray()
            ? query.asList(MAX_QUERIES).stream().map(q -> q.asString(MAX_QUERY)).toList()
            : List.of(query.asString(MAX_QUERY));
    // Every query is asked as it is, whatever this says.
    request.flag("rewrite_query");
    return new VectorStoreSearchRequest(
        queries,
        request.integer("max_num_results", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT),
        request.get("filters").map(filter -> AttributeCondition.read(filter, MAX_DEPTH)),
        request.get("ranking_options").map(VectorStoreSearchRequest::threshold).orElse(0.0));
  }

  private static double threshold(Value value) {
    Fields options = KnownFields.check(value.asObject(), RANKING_FIELDS);
    options.get("ranker").ifPresent(r -> r.asOneOf(List.of("auto", "default-2024-11-15", "none")));
    options
        .get("hybrid_search")
        .ifPresent(
            weights -> {
              throw Refusal.value(weights.path(), "words and meaning count alike here.");
            });
    return options.get("score_threshold").map(t -> t.asNumber(0, 1)).orElse(0.0);
  }
}
