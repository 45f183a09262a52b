package dev.servllama.http;

import jakarta.servlet.http.HttpServletRequest;

/** Whose things a request is about. Thread-safe. */
@FunctionalInterface
public interface Owners {

  /** The owner's name. */
  String of(HttpServletRequest request);
}
