package dev.servllama.http;

import dev.servllama.metrics.Metrics;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The first and the last to see a request: gives it an id, counts it when it has ended, streams and
 * answers that come later included, and logs it.
 */
public final class RequestMeter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String OTHER = "other";
  private static final String ALL = "/*";

  /** A server that loads says so to everybody who asks, which is no error. */
  private static final String HEALTH = "/health";

  /** What nginx calls a request whose client has gone before there was a response. */
  private static final int CLIENT_GONE = 499;

  private static final int REFUSED = 400;
  private static final int FAILED = 500;

  private final transient Metrics metrics;
  private final transient Optional<AccessLog> log;
  private final transient Drain drain;

  /**
   * @param log empty for none
   * @param drain knows what runs
   */
  public RequestMeter(Metrics metrics, Optional<AccessLog> log, Drain drain) {
    this.metrics = metrics;
    this.log = log;
    this.drain = drain;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestTrace trace = new RequestTrace(log.filter(AccessLog::wantsBodies).isPresent());
    request.setAttribute(RequestTrace.ATTRIBUTE, trace);
    response.setHeader(RequestTrace.ID_HEADER, trace.id());
    metrics.requests().begun();
    drain.enter(trace);
    End end = new End(trace, request, response);
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException | Error e) {
      end.now(FAILED);
      throw e;
    }
    end.later(request);
  }

  /** Jetty destroys filters first of all; what they are given to finish with still works then. */
  @Override
  public void destroy() {
    drain.run();
  }

  /** The end of a request, which may come twice and counts once. */
  private final class End implements AsyncListener {
    private final AtomicBoolean over = new AtomicBoolean();
    private final RequestTrace trace;
    private final HttpServletResponse response;
    private final String method;
    private final String path;
    private final String mapping;

    private End(RequestTrace trace, HttpServletRequest request, HttpServletResponse response) {
      this.trace = trace;
      this.response = response;
      method = request.getMethod();
      path = request.getRequestURI();
      mapping = request.getHttpServletMapping().getPattern();
    }

    private void later(HttpServletRequest request) {
      try {
        if (request.isAsyncStarted()) {
          request.getAsyncContext().addListener(this);
          return;
        }
      } catch (IllegalStateException e) {
        // It has ended meanwhile.
      }
      now(response.getStatus());
    }

    private void now(int status) {
      if (over.compareAndSet(false, true)) {
        drain.leave(trace);
        String route = trace.route().orElse(mapping.equals(ALL) ? OTHER : mapping);
        int seen = trace.clientGone() && status >= FAILED ? CLIENT_GONE : status;
        metrics.requests().ended(route, method, seen, trace.age());
        if (seen >= REFUSED && seen != CLIENT_GONE && !route.equals(HEALTH)) {
          metrics.failed(trace.id(), method, route, seen);
        }
        log.ifPresent(lines -> lines.ended(method, path, seen, trace));
      }
    }

    @Override
    public void onComplete(AsyncEvent event) {
      now(response.getStatus());
    }

    @Override
    public void onError(AsyncEvent event) {
      if (event.getThrowable() instanceof IOException) {
        trace.clientHasGone();
      }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // The response says so.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
