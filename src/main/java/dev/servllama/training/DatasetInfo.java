package dev.servllama.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What there is to say of a dataset.
 *
 * @param name its name
 * @param examples how many it has
 * @param bytes that its files take
 * @param created when its oldest example was stored, in seconds since 1970; empty if unknown
 * @param updated when it was last changed, in seconds since 1970
 * @param embeddings how many examples have a vector
 * @param embeddingModel that made the vectors
 * @param problems what is wrong with its files; each is a sentence
 */
public record DatasetInfo(
    String name,
    int examples,
    long bytes,
    OptionalLong created,
    long updated,
    int embeddings,
    Optional<String> embeddingModel,
    List<String> problems) {

  /** Makes the list immutable. */
  public DatasetInfo {
    problems = List.copyOf(problems);
  }
}
