package dev.servllama.http;

import dev.servllama.keys.Allowance;
import dev.servllama.keys.Allowance.Rest;
import dev.servllama.keys.Caller;
import dev.servllama.keys.Meter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.time.Duration;

/**
 * Says on answers to requests that are held against limits by the minute what is left of these, in
 * the headers that OpenAI documents under "Rate limits", "Rate limits in headers".
 */
public final class RateLimitHeaders implements ContainerResponseFilter {
  /** All of them, for pages of other origins to be allowed to read. */
  static final String NAMES =
      "x-ratelimit-limit-requests, x-ratelimit-remaining-requests, x-ratelimit-reset-requests,"
          + " x-ratelimit-limit-tokens, x-ratelimit-remaining-tokens, x-ratelimit-reset-tokens";

  private static final String METERED = "dev.servllama.metered";

  private final Meter meter;

  /**
   * @param meter knows what is left
   */
  public RateLimitHeaders(Meter meter) {
    this.meter = meter;
  }

  /** From now on the request is one that is held against limits. */
  static void mark(HttpServletRequest request) {
    request.setAttribute(METERED, true);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(METERED) != null
        && request.getProperty(Callers.PROPERTY) instanceof Caller caller) {
      Allowance allowance = meter.allowance(caller);
      allowance.requests().ifPresent(rest -> put(response, "requests", rest));
      allowance.tokens().ifPresent(rest -> put(response, "tokens", rest));
    }
  }

  private static void put(ContainerResponseContext response, String what, Rest rest) {
    response.getHeaders().putSingle("x-ratelimit-limit-" + what, rest.limit());
    response.getHeaders().putSingle("x-ratelimit-remaining-" + what, rest.remaining());
    response.getHeaders().putSingle("x-ratelimit-reset-" + what, text(rest.reset()));
  }

  /** As OpenAI writes it: {@code 120ms}, {@code 1.5s}, {@code 6m0s}. */
  static String text(Duration time) {
    long millis = time.toMillis();
    if (millis < 1_000) {
      return millis + "ms";
    }
    String fraction = millis % 1_000 == 0 ? "" : ("." + "%03d".formatted(millis % 1_000));
    String seconds = time.toSecondsPart() + fraction.replaceFirst("0+$", "") + "s";
    return time.toMinutes() == 0 ? seconds : time.toMinutes() + "m" + seconds;
  }
}
