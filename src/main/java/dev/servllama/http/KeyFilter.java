package dev.servllama.http;

import dev.servllama.keys.Caller;
import dev.servllama.keys.KeyCheck;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Asks every request who sends it but those to the few public paths. It runs before a resource is
 * looked for, so that a path nobody has thought of is closed, not open. A key says it, or else the
 * container, if somebody has logged in there.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class KeyFilter implements ContainerRequestFilter {
  /** All that anybody may read, and only read. */
  private static final Set<String> PUBLIC =
      Set.of("", "health", "health/live", "chat/config", "openapi.json");

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final Access access;

  /**
   * @param access who may call
   */
  public KeyFilter(Access access) {
    this.access = access;
  }

  /** Whether anybody may read a path; without a slash before it. */
  static boolean isOpen(String path) {
    return PUBLIC.contains(path);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    boolean open =
        isOpen(request.getUriInfo().getPath(false)) && READING.contains(request.getMethod());
    if (!open) {
      Callers.set(request, access.keyRequired() ? known(request) : knownOrNot(request));
    }
  }

  /** A key comes first: a browser sends a login by itself, a key only because somebody wants it. */
  private Caller known(ContainerRequestContext request) {
    Optional<String> key = GivenKey.in(request::getHeaderString);
    if (key.isPresent()) {
      return ofKey(key.get());
    }
    Principal principal = request.getSecurityContext().getUserPrincipal();
    if (principal != null) {
      return loggedIn(request, principal);
    }
    throw refused(
        request.getHeaderString(HttpHeaders.AUTHORIZATION) == null
            ? "You didn't provide an API key. Send it in the Authorization header, as 'Bearer KEY'."
            : "Incorrect API key provided.");
  }

  private Caller ofKey(String key) {
    KeyCheck check = access.ring().check(key);
    if (check instanceof KeyCheck.Good good) {
      return good.caller();
    }
    throw refused(
        check instanceof KeyCheck.Expired
            ? "This API key has expired."
            : "Incorrect API key provided.");
  }

  /** Programs that must send a key send any, where none is required. */
  private Caller knownOrNot(ContainerRequestContext request) {
    return GivenKey.in(request::getHeaderString)
        .map(key -> access.ring().check(key))
        .map(check -> check instanceof KeyCheck.Good good ? good.caller() : null)
        .orElseGet(() -> access.ring().anonymous());
  }

  /** A browser sends a login with requests of any page, so pages of strangers must be refused. */
  private Caller loggedIn(ContainerRequestContext request, Principal principal) {
    String origin = request.getHeaderString("Origin");
    boolean crossSite = "cross-site".equals(request.getHeaderString("Sec-Fetch-Site"));
    if (!access.mayActForItsUser(origin, request.getHeaderString(HttpHeaders.HOST))
        || (crossSite && origin == null)) {
      throw new HttpProblem(
          Status.FORBIDDEN,
          "Pages of this origin may not call this server for whoever has logged in. Name it in"
              + " ALLOWED_ORIGINS, or send a key.",
          "origin_not_allowed");
    }
    return access
        .ring()
        .login(principal.getName(), request.getSecurityContext()::isUserInRole)
        .orElseThrow(
            () ->
                new HttpProblem(
                    Status.FORBIDDEN,
                    ("You have logged in as '%s', but API_KEYS_FILE names neither that user nor a"
                            + " role that it has.")
                        .formatted(principal.getName()),
                    "user_not_allowed"));
  }

  private static HttpProblem refused(String message) {
    return new HttpProblem(Status.UNAUTHORIZED, message, "invalid_api_key");
  }
}
