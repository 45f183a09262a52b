package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a choice of an answer says of the documents that it was made from.
 *
 * @param references the passages in its prompt, possibly none
 * @param filesInProgress how many files could not be asked yet; null, and left out, if all could
 */
public record Citations(
    List<Reference> references,
    @JsonProperty("files_in_progress") @JsonInclude(JsonInclude.Include.NON_NULL)
        Integer filesInProgress) {

  /** Makes the list immutable. */
  public Citations {
    references = List.copyOf(references);
  }
}
