package dev.servllama.training;

import java.util.List;

/**
 * What is to be put into a dataset.
 *
 * @param dataset its name
 * @param upsert whether examples take the place of those with the same prompt
 * @param storeEmbeddings whether the prompts' vectors are kept
 * @param examples the examples
 * @param refused those that are no examples, found out before
 */
public record IngestOrder(
    String dataset,
    boolean upsert,
    boolean storeEmbeddings,
    List<Candidate> examples,
    List<IngestReport.Refused> refused) {

  /** Makes the lists immutable. */
  public IngestOrder {
    examples = List.copyOf(examples);
    refused = List.copyOf(refused);
  }

  /**
   * An example that may be taken.
   *
   * @param index in the request, from 0
   * @param example the example
   */
  public record Candidate(int index, Example example) {}
}
