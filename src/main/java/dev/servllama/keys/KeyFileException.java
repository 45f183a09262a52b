package dev.servllama.keys;

/** A key file is wrong. The message names line and field and holds no key. */
final class KeyFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param line counted from 1; 0 where it is the whole file
   * @param field as a path, empty where there is none
   */
  KeyFileException(int line, String field, String problem) {
    super(
        (line > 0 ? "line " + line + ", " : "") + (field.isEmpty() ? "" : field + ": ") + problem);
  }
}
