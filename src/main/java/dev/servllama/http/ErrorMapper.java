package dev.servllama.http;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Turns whatever is thrown into an answer of OpenAI's form. */
public final class ErrorMapper implements ExceptionMapper<Throwable> {
  private final Provider<ContainerRequestContext> request;

  /**
   * @param request the request being answered; there is one mapper for all
   */
  @Inject
  public ErrorMapper(Provider<ContainerRequestContext> request) {
    this.request = request;
  }

  @Override
  public Response toResponse(Throwable thrown) {
    Problem problem = Problem.of(thrown, id());
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(problem.body());
    problem.headers().forEach(response::header);
    return response.build();
  }

  private String id() {
    return request.get().getProperty(RequestTrace.ATTRIBUTE) instanceof RequestTrace trace
        ? trace.id()
        : "without an id";
  }
}
