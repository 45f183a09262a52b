package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request to make or to change a vector store.
 *
 * @param name its name
 * @param metadata whatever is to be written to it
 * @param fileIds of the files that are to be in it
 * @param chunking how they are split; empty for the server's own choice
 */
public record VectorStoreRequest(
    Optional<String> name,
    Optional<Map<String, String>> metadata,
    List<String> fileIds,
    Optional<ChunkingStrategy.Sizes> chunking) {
  private static final Set<String> FIELDS =
      Set.of("name", "description", "metadata", "file_ids", "chunking_strategy", "expires_after");
  private static final int MOST_FILES = 2000;

  /** Makes the list immutable. */
  public VectorStoreRequest {
    fileIds = List.copyOf(fileIds);
  }

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws dev.servllama.error.InvalidRequestException if a field is wrong or unknown
   */
  public static VectorStoreRequest read(JsonNode body) {
    Fields request = KnownFields.check(Fields.root(body), FIELDS);
    request
        .get("expires_after")
        .ifPresent(
            value -> {
              throw Refusal.value(value.path(), "vector stores do not expire here.");
            });
    // Taken, and kept nowhere.
    request.string("description");
    return new VectorStoreRequest(
        request.string("name"),
        Labels.metadata(request),
        request.get("file_ids").map(VectorStoreRequest::ids).orElse(List.of()),
        ChunkingStrategy.read(request));
  }

  static List<String> ids(Value value) {
    List<Value> items = value.asList();
    if (items.size() > MOST_FILES) {
      throw Refusal.tooLong(value.path(), "array", MOST_FILES, items.size());
    }
    return items.stream().map(Value::asString).toList();
  }
}
