package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A piece of text.
 *
 * @param text what it says
 */
@JsonPropertyOrder({"type", "text"})
public record TextContent(String text) {

  /** The kind of content. */
  @JsonProperty("type")
  public String type() {
    return "text";
  }
}
