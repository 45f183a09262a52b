package dev.servllama.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.chat.TokenUsage;
import dev.servllama.engine.Requester;
import dev.servllama.engine.Reservation;
import dev.servllama.keys.Caller;
import dev.servllama.keys.Usage;
import dev.servllama.keys.Visit;
import dev.servllama.openai.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A request with a JSON body and its response, which comes later: the body is read without a
 * thread, what it asks is looked at on the container's thread, and the work is done on one of ours.
 *
 * @param request as the container has it
 * @param response to be resumed once
 * @param client watched from now on, until the exchange is over
 * @param visit of its caller, until the exchange is over
 * @param trace for metrics and the log; it is good for longer than the request
 */
record Exchange(
    HttpServletRequest request,
    AsyncResponse response,
    WatchedClient client,
    Visit visit,
    RequestTrace trace) {
  private static final long BODY_SECONDS = 60;
  private static final Duration LONG = Duration.ofMinutes(1);

  /**
   * Reads the body and goes on with it.
   *
   * @param gate gives the work's threads
   * @param work looks at the request and gives back what is to be done for it; whatever either
   *     throws becomes the response
   */
  void accept(RequestGate gate, Function<ObjectNode, Runnable> work) {
    response.setTimeoutHandler(
        late ->
            fail(
                new HttpProblem(
                    Response.Status.REQUEST_TIMEOUT,
                    "The request body did not arrive in time.",
                    "request_timeout")));
    response.setTimeout(BODY_SECONDS, TimeUnit.SECONDS);
    trace.whenCut(() -> fail(Drain.stopping()));
    try {
      gate.checkEncoding(request);
      AsyncBody.read(request, gate.maxBodyBytes())
          .whenComplete(
              (body, failure) -> {
                if (failure != null) {
                  fail(failure);
                } else {
                  run(gate, body, work);
                }
              });
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  /** Ends the exchange with an error. Does nothing when it has ended. */
  void fail(Throwable thrown) {
    release();
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    Optional<RuntimeException> cutOff = cutOff();
    if (cause instanceof CancellationException && cutOff.isPresent()) {
      response.resume(cutOff.get());
    } else if (cause instanceof IOException || cause instanceof CancellationException) {
      abandon();
    } else {
      response.resume(cause);
    }
  }

  /** Watches its client no longer, and ends the visit, uncharged unless it has been charged. */
  void release() {
    client.close();
    visit.close();
  }

  /** Why work for it was cancelled, where its client is there and to be told; else it has gone. */
  Optional<RuntimeException> cutOff() {
    if (trace.isCut()) {
      return Optional.of(Drain.stopping());
    }
    return visit.revoked() ? Optional.of(Callers.revoked(visit.caller())) : Optional.empty();
  }

  /**
   * Ends the exchange: its client is gone, so nobody is to be answered, only the container told.
   */
  void abandon() {
    // Before the container ends the request, which is then counted and logged.
    trace.clientHasGone();
    response.cancel();
  }

  /** Whether nobody waits for the answer any more. */
  boolean isOver() {
    return response.isDone() || client.isGone();
  }

  /** Ends the exchange with an answer that took no tokens. Does nothing when it has ended. */
  void succeed(Record answer) {
    succeed(answer, new TokenUsage(0, 0, 0));
  }

  /** Ends the exchange with an answer. Does nothing when it has ended. */
  void succeed(Record answer, TokenUsage used) {
    client.close();
    charge(used);
    response.resume(Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build());
  }

  /**
   * Charges the caller with what was used, and ends the visit: before the last of the answer goes
   * out, so that the next request finds it charged, or when it ends without a last. Does nothing
   * the second time.
   */
  void charge(TokenUsage used) {
    visit.finish(new Usage(1, used.prompt(), used.completion(), used.cached()));
  }

  /**
   * Waits until the engine has loaded its model; whatever ends the exchange ends this as well.
   *
   * @param patience how long to wait at most
   * @return false if it has not in that time
   * @throws CancellationException if the exchange has ended
   */
  boolean await(Reservation places, Duration patience) throws InterruptedException {
    client.whenGone(places::close);
    visit.whenRevoked(places::close);
    trace.whenCut(places::close);
    return places.await(patience);
  }

  /** Waits for as long as it takes, or until the exchange ends. */
  void awaitReady(Reservation places) {
    try {
      while (!await(places, LONG)) {
        // Its client is watched meanwhile.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("The server is stopping.");
    }
  }

  /** Who asks. */
  Caller caller() {
    return visit.caller();
  }

  /** For which place in the engine's queue. */
  Requester requester() {
    return new Requester(caller().name(), caller().priority());
  }

  private void run(RequestGate gate, byte[] body, Function<ObjectNode, Runnable> work) {
    if (response.isDone()) {
      return;
    }
    try {
      response.setTimeout(0, TimeUnit.SECONDS);
      trace.received(body, GivenKey.in(request::getHeader));
      Runnable rest = work.apply(RequestBody.parse(body));
      gate.execute(
          () -> {
            try {
              rest.run();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
              fail(e);
            }
          });
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      fail(e);
    }
  }
}
