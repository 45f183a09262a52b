package dev.servllama.keys;

/** What a caller may do. */
public enum Role {
  /** Ask the models, and see their own. */
  USE,
  /** All that, and pull and delete models, and see everybody's usage. */
  MANAGE
}
