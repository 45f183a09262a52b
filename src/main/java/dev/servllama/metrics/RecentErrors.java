package dev.servllama.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last requests that were not answered well. Thread-safe. */
final class RecentErrors {
  private static final int MOST = 50;

  private final Deque<Failure> failures = new ArrayDeque<>();

  synchronized void add(Failure failure) {
    failures.addFirst(failure);
    if (failures.size() > MOST) {
      failures.removeLast();
    }
  }

  /** The latest first. */
  synchronized List<Failure> all() {
    return new ArrayList<>(failures);
  }

  /**
   * A request that was not answered well.
   *
   * @param time when it ended, in seconds since 1970
   * @param id of the request, as its client and the log have it; null if it got none
   * @param route by the template of its path
   * @param status of the response
   */
  record Failure(
      double time,
      @JsonProperty("request_id") String id,
      String method,
      String route,
      int status) {}
}
