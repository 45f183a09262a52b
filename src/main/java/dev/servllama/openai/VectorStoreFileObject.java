package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * A file in a vector store.
 *
 * @param id the file's id
 * @param createdAt when it came in, in seconds since 1970
 * @param vectorStoreId the store's id
 * @param usageBytes of its content
 * @param status {@code in_progress}, {@code completed}, {@code failed}, {@code cancelled}
 * @param lastError why it failed, or null
 * @param attributes by which searches can be narrowed
 * @param chunkingStrategy how it was split
 * @param filename its name
 * @param path below the folder that is followed; null, and left out, for an uploaded file
 * @param pages that it has; 0 where it has none
 * @param chunks that it was split into
 */
@JsonPropertyOrder({"id", "object"})
public record VectorStoreFileObject(
    String id,
    @JsonProperty("created_at") long createdAt,
    @JsonProperty("vector_store_id") String vectorStoreId,
    @JsonProperty("usage_bytes") long usageBytes,
    String status,
    @JsonProperty("last_error") LastError lastError,
    Map<String, Object> attributes,
    @JsonProperty("chunking_strategy") ChunkingStrategy chunkingStrategy,
    String filename,
    @JsonInclude(JsonInclude.Include.NON_NULL) String path,
    int pages,
    int chunks) {

  /** Why a file failed. */
  public record LastError(String code, String message) {}

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "vector_store.file";
  }
}
