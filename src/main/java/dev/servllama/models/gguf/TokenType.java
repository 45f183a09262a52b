package dev.servllama.models.gguf;

/**
 * What a token of the vocabulary is for; the ordinal is the number in {@code
 * tokenizer.ggml.token_type}.
 */
public enum TokenType {
  /** Nothing was said of it. */
  UNDEFINED,
  /** Plain text. */
  NORMAL,
  /** Stands for what the vocabulary lacks. */
  UNKNOWN,
  /** Steers the model (begin of a message, end of a turn); has no meaning as text. */
  CONTROL,
  /** Added by the model's makers; matched before plain text, and often steers the model too. */
  USER_DEFINED,
  /** A place kept free. */
  UNUSED,
  /** A single byte, written {@code <0x0A>}. */
  BYTE
}
