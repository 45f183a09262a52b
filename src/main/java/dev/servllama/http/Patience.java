package dev.servllama.http;

import dev.servllama.documents.DocumentCollection;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.UnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a request waits for files that are still being read.
 *
 * @param most together
 */
record Patience(Duration most) {
  private static final int MOST_SECONDS = 600;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Pattern QUERY = Pattern.compile("(?:^|&)wait=([^&]*)");

  /** What a request's query says; its parameters are not asked for, for that could eat its body. */
  static Patience of(HttpServletRequest request) {
    String query = request.getQueryString();
    Matcher matcher = QUERY.matcher(query == null ? "" : query);
    return of(matcher.find() ? matcher.group(1) : null);
  }

  /**
   * @param given the query's {@code wait}, in seconds, or null for not at all
   */
  static Patience of(String given) {
    if (given == null) {
      return new Patience(Duration.ZERO);
    }
    if (!given.matches("[0-9]{1,3}") || Integer.parseInt(given) > MOST_SECONDS) {
      throw InvalidRequestException.of(
          "wait",
          "Invalid 'wait': expected a whole number of seconds from 0 to %d."
              .formatted(MOST_SECONDS));
    }
    return new Patience(Duration.ofSeconds(Integer.parseInt(given)));
  }

  /** Whether there is nothing to wait for. */
  boolean isNone() {
    return most.isZero();
  }

  /**
   * Waits.
   *
   * @param over asked now and then: whether nobody waits for the answer any more
   */
  void await(List<DocumentCollection> collections, BooleanSupplier over) {
    long deadline = System.nanoTime() + most.toNanos();
    try {
      for (DocumentCollection collection : collections) {
        boolean finished = false;
        long left = deadline - System.nanoTime();
        while (!finished && left > 0 && !over.getAsBoolean()) {
          finished = collection.awaitFinished(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
          left = deadline - System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("The server is stopping.", null);
    }
  }
}
