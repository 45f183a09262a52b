package dev.servllama.http;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.UUID;

/** Gives every request an id, which its response carries and an error's log line names. */
@PreMatching
@Priority(0)
public final class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {
  static final String PROPERTY = "dev.servllama.request-id";

  /** The id of a request; Jersey keeps its properties as the container's attributes. */
  static String idOf(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(PROPERTY));
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String id = "req_" + UUID.randomUUID().toString().replace("-", "");
    request.setProperty(PROPERTY, id);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putSingle("x-request-id", request.getProperty(PROPERTY));
  }
}
