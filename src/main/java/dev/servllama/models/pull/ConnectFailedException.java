package dev.servllama.models.pull;

import java.io.IOException;

/** No connection came about: no such name, nobody there, or no TLS that can be trusted. */
final class ConnectFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  ConnectFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
