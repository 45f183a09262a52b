package dev.servllama.http;

import dev.servllama.chat.TokenUsage;
import jakarta.servlet.ServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be known of a request when it has ended. It goes with the request as an attribute; who
 * needs it after the response has begun takes it out before, for containers use requests again.
 * Thread-safe.
 */
final class RequestTrace {
  static final String ATTRIBUTE = RequestTrace.class.getName();

  /** The header of a response that has the id. */
  static final String ID_HEADER = "x-request-id";

  private final long begin = System.nanoTime();
  private final String id = "req_" + UUID.randomUUID().toString().replace("-", "");
  private volatile Optional<String> route = Optional.empty();
  private volatile Optional<String> key = Optional.empty();
  private volatile Optional<TokenUsage> usage = Optional.empty();
  private volatile boolean clientGone;
  private volatile Optional<String> body = Optional.empty();
  private final boolean wantsBody;
  private Runnable whenCut = () -> {};
  private boolean cut;

  /**
   * @param wantsBody whether the body is kept for the log
   */
  RequestTrace(boolean wantsBody) {
    this.wantsBody = wantsBody;
  }

  /** That of a request; one that nobody looks at if the request has none. */
  static RequestTrace of(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof RequestTrace trace
        ? trace
        : new RequestTrace(false);
  }

  /** When the request began, by {@link System#nanoTime}. */
  long begin() {
    return begin;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  Optional<String> route() {
    return route;
  }

  /** Its id, which its response carries and the log names. */
  String id() {
    return id;
  }

  Optional<String> key() {
    return key;
  }

  Optional<TokenUsage> usage() {
    return usage;
  }

  /** As it may stand in a log; empty where none came, or none is wanted. */
  Optional<String> body() {
    return body;
  }

  boolean clientGone() {
    return clientGone;
  }

  /** The template of its path. */
  void routed(String template) {
    route = Optional.of(template);
  }

  /** The name of its key, never the key. */
  void keyNamed(String name) {
    key = Optional.of(name);
  }

  void answered(TokenUsage taken) {
    usage = Optional.of(taken);
  }

  /** What ends the request when the server stops; done at once if it has been cut off already. */
  synchronized void whenCut(Runnable action) {
    whenCut = action;
    if (cut) {
      action.run();
    }
  }

  /** Ends the request: the server stops and cannot wait for it any longer. */
  void cut() {
    Runnable action;
    synchronized (this) {
      cut = true;
      action = whenCut;
    }
    action.run();
  }

  synchronized boolean isCut() {
    return cut;
  }

  /**
   * Keeps the body, if it is wanted.
   *
   * @param key the one that came with the request, which is not to be seen in a body either
   */
  void received(byte[] bytes, Optional<String> key) {
    if (wantsBody) {
      body = Optional.of(LoggedBody.of(bytes, key));
    }
  }

  void clientHasGone() {
    clientGone = true;
  }
}
