package dev.servllama.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/**
 * Lets pages of the allowed origins call the API (the CORS protocol of the Fetch standard). Anybody
 * else's preflight is a request like any other, which means that it lacks a key.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 2)
public final class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String ORIGIN = "Origin";
  private static final String REQUESTED_HEADERS = "Access-Control-Request-Headers";

  private final Access access;

  /**
   * @param access who may call
   */
  public CorsFilter(Access access) {
    this.access = access;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    boolean preflight =
        request.getMethod().equals("OPTIONS")
            && request.getHeaderString("Access-Control-Request-Method") != null;
    if (preflight && isAllowed(request)) {
      request.abortWith(
          Response.noContent()
              .header("Access-Control-Allow-Methods", "GET, POST, DELETE")
              .header("Access-Control-Allow-Headers", request.getHeaderString(REQUESTED_HEADERS))
              .header("Access-Control-Max-Age", "600")
              .build());
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (isAllowed(request)) {
      MultivaluedMap<String, Object> headers = response.getHeaders();
      headers.putSingle("Access-Control-Allow-Origin", request.getHeaderString(ORIGIN));
      headers.putSingle(
          "Access-Control-Expose-Headers", "x-request-id, retry-after, " + RateLimitHeaders.NAMES);
      headers.add("Vary", ORIGIN);
    }
  }

  private boolean isAllowed(ContainerRequestContext request) {
    String origin = request.getHeaderString(ORIGIN);
    return origin != null && access.allowsOrigin(origin);
  }
}
