package dev.servllama.training;

import java.util.List;

/**
 * What became of the examples of a request.
 *
 * @param added how many are new
 * @param replaced how many took the place of others
 * @param refused those that were not taken, by index
 * @param examples how many the dataset has now
 */
public record IngestReport(int added, int replaced, List<Refused> refused, int examples) {

  /** Makes the list immutable. */
  public IngestReport {
    refused = List.copyOf(refused);
  }

  /**
   * An example that was not taken.
   *
   * @param index in the request, from 0
   * @param reason a sentence
   */
  public record Refused(int index, String reason) {}
}
