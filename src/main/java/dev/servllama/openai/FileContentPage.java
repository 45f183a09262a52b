package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The passages of a file in a vector store.
 *
 * @param data in the file's order
 */
@JsonPropertyOrder({"object", "data", "has_more", "next_page"})
public record FileContentPage(List<TextContent> data) {

  /** Makes the list immutable. */
  public FileContentPage {
    data = List.copyOf(data);
  }

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "vector_store.file_content.page";
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
