package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * A dataset.
 *
 * @param name its name
 * @param examples how many it has
 * @param bytes that its files take
 * @param createdAt when its oldest example was stored, in seconds since 1970, or null
 * @param updatedAt when it was last changed
 * @param embeddings how many examples have a vector
 * @param embeddingModel that made the vectors, or null
 * @param problems what is wrong with its files
 */
@JsonPropertyOrder({"object", "name"})
public record TrainingDataset(
    String name,
    int examples,
    long bytes,
    @JsonProperty("created_at") Long createdAt,
    @JsonProperty("updated_at") long updatedAt,
    int embeddings,
    @JsonProperty("embedding_model") String embeddingModel,
    List<String> problems) {

  /** Makes the list immutable. */
  public TrainingDataset {
    problems = List.copyOf(problems);
  }

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "training.dataset";
  }
}
