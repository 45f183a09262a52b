package dev.servllama.http;

import dev.servllama.keys.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;

/**
 * Who calls, as a property of the request, which a resource reads with {@link #of}. Jersey keeps
 * its properties as the container's attributes, so a servlet filter sees them as well.
 */
public final class Callers {
  /** The {@link Caller}. Absent on public paths and where a request was refused. */
  public static final String PROPERTY = "dev.servllama.caller";

  /** The caller's name, a text that may stand in a log. Absent where the caller is. */
  public static final String NAME_PROPERTY = "dev.servllama.caller-name";

  private Callers() {}

  /**
   * Who calls.
   *
   * @throws IllegalStateException on a public path: there nobody is asked who they are
   */
  public static Caller of(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(PROPERTY))
        .orElseThrow(() -> new IllegalStateException("Nobody was asked who they are"));
  }

  /** Who calls, if they may manage; else the request is refused with 403. */
  static Caller manager(HttpServletRequest request) {
    Caller caller = of(request);
    if (!caller.manages()) {
      throw new HttpProblem(
          Status.FORBIDDEN,
          "This needs the role manage, which '%s' does not have.".formatted(caller.name()),
          "role_required");
    }
    return caller;
  }

  /** For whoever has lost what let them in, while they were being answered. */
  static HttpProblem revoked(Caller caller) {
    return caller.hasLoggedIn()
        ? new HttpProblem(
            Status.FORBIDDEN,
            "API_KEYS_FILE names neither this user any more nor the role that let them in.",
            "user_not_allowed")
        : new HttpProblem(Status.UNAUTHORIZED, "This API key is good no more.", "invalid_api_key");
  }

  static void set(ContainerRequestContext request, Caller caller) {
    request.setProperty(PROPERTY, caller);
    request.setProperty(NAME_PROPERTY, caller.name());
  }
}
