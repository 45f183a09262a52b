package dev.servllama.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Turns whatever is thrown into an answer of OpenAI's form. */
public final class ErrorMapper implements ExceptionMapper<Throwable> {
  @Context private ContainerRequestContext request;

  @Override
  public Response toResponse(Throwable thrown) {
    Problem problem =
        Problem.of(thrown, String.valueOf(request.getProperty(RequestIdFilter.PROPERTY)));
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(problem.body());
    problem.headers().forEach(response::header);
    return response.build();
  }
}
