package dev.servllama.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where no key is required, any web page that a person of this network opens could call the server
 * from their browser. So a request from a page of another origin is refused, and so is one for a
 * host name that is not ours: a page can make its own name point here (DNS rebinding), but it
 * cannot make its browser send another name, or an address.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 1)
public final class HostFilter implements ContainerRequestFilter {
  private static final Set<String> OURS = Set.of("localhost");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+\\]");
  private static final Pattern PORT = Pattern.compile(":[0-9]*$");

  private final Access access;

  /**
   * @param access who may call
   */
  public HostFilter(Access access) {
    this.access = access;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (access.keyRequired()) {
      return;
    }
    String host = request.getHeaderString(HttpHeaders.HOST);
    if (host != null && !knows(name(host))) {
      throw new HttpProblem(
          Status.FORBIDDEN,
          "This server requires no key, so it answers only to names that it knows, and '%s' is not"
                  .formatted(name(host))
              + " one. Name it in HOST or ALLOWED_ORIGINS, or require a key.",
          "host_not_allowed");
    }
    String origin = request.getHeaderString("Origin");
    if (!access.mayActForItsUser(origin, host)) {
      throw new HttpProblem(
          Status.FORBIDDEN,
          "Pages of this origin may not call this server. Name it in ALLOWED_ORIGINS.",
          "origin_not_allowed");
    }
  }

  private boolean knows(String name) {
    return OURS.contains(name)
        || ADDRESS.matcher(name).matches()
        || name.equalsIgnoreCase(access.host())
        || access.origins().stream().anyMatch(origin -> name.equals(hostOf(origin)));
  }

  private static String name(String host) {
    return PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
  }

  private static String hostOf(String origin) {
    return origin.equals("*") ? "" : URI.create(origin).getHost();
  }
}
