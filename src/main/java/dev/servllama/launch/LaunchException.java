package dev.servllama.launch;

/** The server cannot start, for a reason that one sentence tells a person. */
final class LaunchException extends Exception {
  private static final long serialVersionUID = 1L;

  LaunchException(String sentence) {
    super(sentence);
  }

  LaunchException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
