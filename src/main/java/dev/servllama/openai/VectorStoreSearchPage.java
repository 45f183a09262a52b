package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;

/**
 * What a search has found.
 *
 * @param queries what was looked for
 * @param data the best first
 * @param unfinished how many files cannot be found yet
 */
@JsonPropertyOrder({"object", "search_query", "data", "has_more", "next_page"})
public record VectorStoreSearchPage(
    @JsonProperty("search_query") List<String> queries,
    List<Hit> data,
    @JsonProperty("files_in_progress") int unfinished) {

  /** Makes the lists immutable. */
  public VectorStoreSearchPage {
    queries = List.copyOf(queries);
    data = List.copyOf(data);
  }

  /**
   * A passage.
   *
   * @param fileId its file's id
   * @param filename its file's name
   * @param score 0 to 1
   * @param attributes of its file
   * @param content its text
   * @param page on which it stands, from 1; null, and left out, where there are none
   * @param headings above it; null, and left out, where there are none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Hit(
      @JsonProperty("file_id") String fileId,
      String filename,
      double score,
      Map<String, Object> attributes,
      List<TextContent> content,
      Integer page,
      String headings) {}

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "vector_store.search_results.page";
  }

  /** Everything is on one page. */
  @JsonProperty("has_more")
  public boolean hasMore() {
    return false;
  }

  /** Null: there is none. */
  @JsonProperty("next_page")
  public String nextPage() {
    return null;
  }
}
