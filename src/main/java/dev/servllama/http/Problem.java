package dev.servllama.http;

import dev.servllama.error.ConflictException;
import dev.servllama.error.EngineFailedException;
import dev.servllama.error.InvalidModelException;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.LimitExceededException;
import dev.servllama.error.NotFoundException;
import dev.servllama.error.OverloadedException;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.StorageException;
import dev.servllama.error.UnavailableException;
import dev.servllama.error.UpstreamFailedException;
import dev.servllama.openai.ErrorEnvelope;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An error as HTTP has it: the only place where one becomes a status.
 *
 * @param status the status code
 * @param headers that go with it
 * @param body in OpenAI's form
 */
record Problem(int status, Map<String, String> headers, ErrorEnvelope body) {
  private static final Logger log = LoggerFactory.getLogger(Problem.class);

  private static final String INVALID = "invalid_request_error";
  private static final String SERVER = "server_error";
  private static final int UNAUTHORIZED = 401;
  private static final int INSUFFICIENT_STORAGE = 507;

  /**
   * @param id the request's, for the log
   */
  static Problem of(Throwable thrown, String id) {
    if (thrown instanceof ServllamaException known) {
      return ofKnown(known, id);
    }
    if (thrown instanceof HttpProblem problem) {
      return ofHttp(problem);
    }
    if (thrown instanceof WebApplicationException web) {
      return HttpStatusProblems.of(web);
    }
    log.error("Request {} failed", id, thrown);
    return of(500, "The server had an error; its log has more under " + id + ".", SERVER, null);
  }

  private static Problem ofKnown(ServllamaException thrown, String id) {
    if (thrown instanceof InvalidRequestException e) {
      return new Problem(
          400,
          Map.of(),
          ErrorEnvelope.of(e.getMessage(), INVALID, e.param().orElse(null), e.code().orElse(null)));
    }
    if (thrown instanceof NotFoundException e) {
      return new Problem(
          404,
          Map.of(),
          ErrorEnvelope.of(e.getMessage(), INVALID, e.param().orElse(null), e.code().orElse(null)));
    }
    if (thrown instanceof ConflictException e) {
      return of(409, e.getMessage(), INVALID, e.code());
    }
    if (thrown instanceof OverloadedException e) {
      return retry(
          of(429, e.getMessage(), "rate_limit_error", "queue_full"), Optional.of(e.retryAfter()));
    }
    if (thrown instanceof LimitExceededException e) {
      return retry(ofLimit(e), Optional.of(e.retryAfter()));
    }
    if (thrown instanceof UnavailableException e) {
      return retry(of(503, e.getMessage(), SERVER, "model_unavailable"), e.retryAfter());
    }
    // Where it came from matters only if there is something behind it.
    log.error("Request {} failed: {}", id, thrown.getMessage(), thrown.getCause());
    if (thrown instanceof StorageException e && e.full()) {
      return of(INSUFFICIENT_STORAGE, e.getMessage(), SERVER, "insufficient_storage");
    }
    if (thrown instanceof UpstreamFailedException) {
      return of(502, thrown.getMessage() + " (" + id + ")", SERVER, "upstream_failed");
    }
    if (thrown instanceof EngineFailedException) {
      return of(500, thrown.getMessage() + " (" + id + ")", SERVER, "engine_failed");
    }
    return of(
        500,
        thrown.getMessage() + " (" + id + ")",
        SERVER,
        thrown instanceof InvalidModelException ? "invalid_model" : null);
  }

  /** Type and code as OpenAI has them: the type says of what there was too much. */
  private static Problem ofLimit(LimitExceededException thrown) {
    return switch (thrown.kind()) {
      case REQUESTS -> of(429, thrown.getMessage(), "requests", "rate_limit_exceeded");
      case TOKENS -> of(429, thrown.getMessage(), "tokens", "rate_limit_exceeded");
      case QUOTA -> of(429, thrown.getMessage(), "insufficient_quota", "insufficient_quota");
    };
  }

  private static Problem ofHttp(HttpProblem problem) {
    int status = problem.status().getStatusCode();
    Map<String, String> headers =
        status == UNAUTHORIZED ? Map.of("WWW-Authenticate", "Bearer") : Map.of();
    return new Problem(
        status, headers, ErrorEnvelope.of(problem.getMessage(), INVALID, null, problem.code()));
  }

  static Problem of(int status, String message, String type, String code) {
    return new Problem(status, Map.of(), ErrorEnvelope.of(message, type, null, code));
  }

  private static Problem retry(Problem problem, Optional<Duration> after) {
    return after
        .map(
            wait ->
                new Problem(
                    problem.status(),
                    Map.of(
                        "Retry-After", String.valueOf(Math.max(1, (wait.toMillis() + 999) / 1000))),
                    problem.body()))
        .orElse(problem);
  }
}
