package dev.servllama.documents.splitting;

/**
 * How long chunks are.
 *
 * @param most tokens of a chunk, its headings and what the model puts around it included
 * @param overlap tokens that a chunk repeats of the one before
 */
public record ChunkSize(int most, int overlap) {
  /** Chunks shorter than this say too little to be found. */
  static final int LEAST = 16;

  /**
   * What fits a model.
   *
   * @param limit the most tokens that the model reads
   */
  public static ChunkSize within(int limit) {
    return new ChunkSize(limit, limit / 8);
  }

  /** This size, where a model that reads fewer tokens is to read all of a chunk. */
  public ChunkSize atMost(int limit) {
    int length = Math.max(LEAST, Math.min(most, limit));
    return new ChunkSize(length, Math.min(overlap, length / 2));
  }
}
