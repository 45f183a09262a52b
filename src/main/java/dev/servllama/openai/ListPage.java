package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * A page of a list, in the manner of OpenAI's.
 *
 * @param data what is on it
 * @param firstId the id of the first; null, and left out, on an empty page
 * @param lastId the id of the last, to be sent as {@code after} for the next page
 * @param hasMore whether there is a next page
 */
@JsonPropertyOrder({"object", "data", "first_id", "last_id", "has_more"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListPage(
    List<? extends Record> data,
    @JsonProperty("first_id") String firstId,
    @JsonProperty("last_id") String lastId,
    @JsonProperty("has_more") boolean hasMore) {

  /** Makes the list immutable. */
  public ListPage {
    data = List.copyOf(data);
  }

  /** All there is on one page. */
  public static ListPage whole(List<? extends Record> data) {
    return new ListPage(data, null, null, false);
  }

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "list";
  }
}
