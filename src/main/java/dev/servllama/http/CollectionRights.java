package dev.servllama.http;

import jakarta.servlet.http.HttpServletRequest;

/** Which collections the key of a request is limited to. Thread-safe. */
@FunctionalInterface
public interface CollectionRights {

  /** Whether a request may use a collection that its owner has, or that is everyone's. */
  boolean mayUse(HttpServletRequest request, String id, String name);
}
