package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;

/**
 * A vector store, which is a collection.
 *
 * @param id its id
 * @param createdAt in seconds since 1970
 * @param name its name, possibly empty
 * @param usageBytes of the files that can be found
 * @param fileCounts how many files are how far
 * @param status {@code in_progress} or {@code completed}
 * @param lastActiveAt when it was last asked, in seconds since 1970
 * @param metadata whatever its owner wrote to it
 * @param progress how far it is, in servllama's own words
 * @param folder whether it follows a folder
 */
@JsonPropertyOrder({"id", "object"})
public record VectorStoreObject(
    String id,
    @JsonProperty("created_at") long createdAt,
    String name,
    @JsonProperty("usage_bytes") long usageBytes,
    @JsonProperty("file_counts") FileCounts fileCounts,
    String status,
    @JsonProperty("last_active_at") long lastActiveAt,
    Map<String, String> metadata,
    Progress progress,
    boolean folder) {

  /**
   * How far a vector store is.
   *
   * @param files that can be found
   * @param filesWanted that are to be found
   * @param pages of those that can be found
   * @param chunks of those that can be found
   * @param secondsLeft until all can be found; null where that is not known
   * @param rebuilding whether an index for another embedding model is being built, and only words
   *     are found meanwhile
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Progress(
      int files,
      @JsonProperty("files_wanted") int filesWanted,
      int pages,
      int chunks,
      @JsonProperty("seconds_left") Long secondsLeft,
      boolean rebuilding) {}

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "vector_store";
  }

  /** Null: stores do not expire here, but clients look for the field. */
  @JsonProperty("expires_at")
  public Long expiresAt() {
    return null;
  }

  /** Null: stores do not expire here, but clients look for the field. */
  @JsonProperty("expires_after")
  public Object expiresAfter() {
    return null;
  }
}
