package dev.servllama.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.openai.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
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
 */
record Exchange(
    HttpServletRequest request, AsyncResponse response, ConnectionWatch.Watched client) {
  private static final long BODY_SECONDS = 60;

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
    client.close();
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (cause instanceof IOException || cause instanceof CancellationException) {
      // The client is gone; there is nobody to answer, but the container wants to be told.
      response.cancel();
    } else {
      response.resume(cause);
    }
  }

  /** Ends the exchange with an answer. Does nothing when it has ended. */
  void succeed(Record answer) {
    client.close();
    response.resume(Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build());
  }

  private void run(RequestGate gate, byte[] body, Function<ObjectNode, Runnable> work) {
    if (response.isDone()) {
      return;
    }
    try {
      response.setTimeout(0, TimeUnit.SECONDS);
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
