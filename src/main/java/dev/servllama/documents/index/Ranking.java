package dev.servllama.documents.index;

/** Which lists count. */
public enum Ranking {
  /** Words and meaning. */
  HYBRID,
  /** Words only. */
  WORDS,
  /** Meaning only. */
  MEANING
}
