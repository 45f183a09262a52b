package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * All models that can be asked.
 *
 * @param data the models
 */
@JsonPropertyOrder({"object", "data"})
public record ModelList(List<Model> data) {

  /**
   * Makes the list immutable.
   *
   * @param data the models
   */
  public ModelList {
    data = List.copyOf(data);
  }

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "list";
  }
}
