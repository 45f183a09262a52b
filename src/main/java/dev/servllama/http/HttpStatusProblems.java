package dev.servllama.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** What Jersey itself refuses, in OpenAI's form. */
final class HttpStatusProblems {
  private static final int SERVER_ERRORS = 500;

  private HttpStatusProblems() {}

  static Problem of(WebApplicationException thrown) {
    Response response = thrown.getResponse();
    int status = response.getStatus();
    String type = status < SERVER_ERRORS ? "invalid_request_error" : "server_error";
    Problem problem = Problem.of(status, message(status, thrown), type, code(status));
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    return allow == null
        ? problem
        : new Problem(status, Map.of(HttpHeaders.ALLOW, allow), problem.body());
  }

  private static String message(int status, WebApplicationException thrown) {
    return switch (status) {
      case 404 -> "There is nothing at this path.";
      case 405 -> "This path does not take this method.";
      default -> thrown.getMessage();
    };
  }

  private static String code(int status) {
    return switch (status) {
      case 404 -> "unknown_url";
      case 405 -> "method_not_allowed";
      case 413 -> "request_too_large";
      case 415 -> "unsupported_media_type";
      default -> null;
    };
  }
}
