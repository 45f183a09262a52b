package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What became of the examples of a request.
 *
 * @param dataset the dataset's name
 * @param added how many are new
 * @param replaced how many took the place of others
 * @param refusals those that were not taken
 * @param examples how many the dataset has now
 */
@JsonPropertyOrder({"object", "dataset", "added", "replaced", "refused", "refusals", "examples"})
public record IngestResult(
    String dataset,
    int added,
    int replaced,
    List<IngestRequest.Unreadable> refusals,
    int examples) {

  /** Makes the list immutable. */
  public IngestResult {
    refusals = List.copyOf(refusals);
  }

  /** The kind of object. */
  @JsonProperty("object")
  public String object() {
    return "training.ingest";
  }

  /** How many were not taken. */
  @JsonProperty("refused")
  public int refused() {
    return refusals.size();
  }
}
