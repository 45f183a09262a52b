package dev.servllama.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The web application's error page, in OpenAI's form, for what fails outside the API: the
 * container's own would be HTML, some with a stack trace. Whoever asks for it as for a page finds
 * nothing.
 */
public final class ErrorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int FAILED = 500;

  private final transient ObjectMapper mapper = new ObjectMapper();

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      // What has been sent is no error's; that it ends early says that it is not whole.
      return;
    }
    RequestTrace trace = RequestTrace.of(request);
    response.setHeader(RequestTrace.ID_HEADER, trace.id());
    Object given = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = given instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND;
    byte[] body = mapper.writeValueAsBytes(problem(request, status, trace.id()).body());
    response.setStatus(status);
    response.setContentType("application/json");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static Problem problem(HttpServletRequest request, int status, String id) {
    if (status >= FAILED) {
      return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
          ? Problem.of(thrown, id)
          : Problem.of(status, reason(status), "server_error", null);
    }
    String told =
        request.getAttribute(RequestDispatcher.ERROR_MESSAGE) instanceof String message
                && !message.isBlank()
            ? message
            : reason(status);
    return Problem.of(status, told, "invalid_request_error", null);
  }

  private static String reason(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Status " + status : known.getReasonPhrase();
  }
}
