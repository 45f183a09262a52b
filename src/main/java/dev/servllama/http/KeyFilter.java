package dev.servllama.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks every request for a key but those to the few public paths. It runs before a resource is
 * looked for, so that a path nobody has thought of is closed, not open.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class KeyFilter implements ContainerRequestFilter {
  /** All that anybody may read, and only read. */
  private static final Set<String> PUBLIC = Set.of("", "health", "health/live");

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

  private final Optional<ApiKeys> keys;

  /**
   * @param access who may call
   */
  public KeyFilter(Access access) {
    keys = access.keys();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    boolean open =
        PUBLIC.contains(request.getUriInfo().getPath(false))
            && READING.contains(request.getMethod());
    if (keys.isPresent() && !open) {
      check(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    }
  }

  private void check(String authorization) {
    if (authorization == null) {
      throw new HttpProblem(
          Status.UNAUTHORIZED,
          "You didn't provide an API key. Send it in the Authorization header, as 'Bearer KEY'.",
          "invalid_api_key");
    }
    Matcher bearer = BEARER.matcher(authorization);
    if (!bearer.matches() || !keys.orElseThrow().contains(bearer.group(1))) {
      throw new HttpProblem(Status.UNAUTHORIZED, "Incorrect API key provided.", "invalid_api_key");
    }
  }
}
