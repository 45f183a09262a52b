package dev.servllama.models.pull;

import java.io.IOException;

/** A source failed in a way that trying again will not mend. Its message is meant for people. */
final class PullFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  PullFailedException(String message) {
    super(message);
  }

  PullFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
