package dev.servllama.http;

import dev.servllama.documents.DocumentCollection;
import dev.servllama.engine.Reservation;
import dev.servllama.error.OverloadedException;
import dev.servllama.keys.Meter;
import dev.servllama.keys.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What all requests with a body pass through: its limits, and the threads on which they are worked
 * on. There are never more of those than the engine has places, because a place is taken first, and
 * than may wait for documents, which happens before. Thread-safe.
 */
public final class RequestGate implements AutoCloseable {
  private static final int MOST_WAITING = 64;
  private static final Duration NEXT_TRY = Duration.ofSeconds(10);

  private final long maxBodyBytes;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final ConnectionWatch connections;
  private final Meter meter;
  private final NamedThreads threads = new NamedThreads("answer");
  private final ExecutorService executor = Executors.newCachedThreadPool(threads);

  /**
   * @param maxBodyBytes of one request
   * @param connections notices clients that have gone
   * @param meter holds callers to their limits
   */
  public RequestGate(long maxBodyBytes, ConnectionWatch connections, Meter meter) {
    this.maxBodyBytes = maxBodyBytes;
    this.connections = connections;
    this.meter = meter;
  }

  /**
   * Takes in a request.
   *
   * @throws dev.servllama.error.LimitExceededException if its caller has used up a limit
   */
  Exchange open(HttpServletRequest request, AsyncResponse response) {
    RateLimitHeaders.mark(request);
    Visit visit = meter.enter(Callers.of(request));
    return new Exchange(
        request, response, connections.watch(request), visit, RequestTrace.of(request));
  }

  long maxBodyBytes() {
    return maxBodyBytes;
  }

  /** Refuses bodies that would have to be unpacked, or that are sure not to be JSON. */
  void checkEncoding(HttpServletRequest request) {
    checkContentEncoding(request);
    String type = request.getContentType();
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      throw new HttpProblem(
          Status.UNSUPPORTED_MEDIA_TYPE,
          "This path takes JSON, not '%s'.".formatted(type),
          "unsupported_media_type");
    }
  }

  /** Refuses bodies that would have to be unpacked. */
  void checkContentEncoding(HttpServletRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new HttpProblem(
          Status.UNSUPPORTED_MEDIA_TYPE,
          "A body with the Content-Encoding '%s' is not taken; send it as it is."
              .formatted(encoding),
          "unsupported_content_encoding");
    }
  }

  /**
   * Waits for documents, on the thread of a request that has no place in the engine yet.
   *
   * @throws OverloadedException if too many wait already
   */
  void awaitDocuments(Patience patience, List<DocumentCollection> collections, Exchange exchange) {
    if (patience.isNone()) {
      return;
    }
    if (!waiting.tryAcquire()) {
      throw new OverloadedException(
          "%d requests wait for documents already; ask without 'wait'.".formatted(MOST_WAITING),
          NEXT_TRY);
    }
    try {
      patience.await(collections, exchange::isOver);
    } finally {
      waiting.release();
    }
    if (exchange.isOver()) {
      throw new CancellationException();
    }
  }

  /**
   * The work of a request that asks documents. It takes its places at once, so that a full engine
   * refuses it at once, or where it waits for documents, after that: who waits for these must not
   * keep others from the engine.
   */
  Runnable work(
      Exchange exchange,
      AskedDocuments asked,
      Supplier<Reservation> places,
      Consumer<Reservation> work) {
    if (asked.patience().isNone()) {
      Reservation taken = places.get();
      return () -> work.accept(taken);
    }
    return () -> {
      awaitDocuments(asked.patience(), asked.collections(), exchange);
      work.accept(places.get());
    };
  }

  void execute(Runnable work) {
    executor.execute(work);
  }

  @Override
  public void close() {
    threads.end(executor);
  }
}
