package dev.servllama.embedding;

import java.util.List;

/** Computes the vectors of one batch. */
interface Runner {
  /**
   * @param texts the tokens of each
   */
  List<float[]> run(List<long[]> texts);
}
