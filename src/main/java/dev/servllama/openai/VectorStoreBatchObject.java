package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * Files that were put into a vector store together.
 *
 * @param id the batch's id
 * @param createdAt in seconds since 1970
 * @param vectorStoreId the store's id
 * @param status {@code in_progress}, {@code completed}, {@code cancelled} or {@code failed}
 * @param fileCounts how many files are how far
 */
@JsonPropertyOrder({"id", "object"})
public record VectorStoreBatchObject(
    String id,
    @JsonProperty("created_at") long createdAt,
    @JsonProperty("vector_store_id") String vectorStoreId,
    String status,
    @JsonProperty("file_counts") FileCounts fileCounts) {

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "vector_store.files_batch";
  }
}
