package dev.servllama.launch;

import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Writes an error as the OpenAI API has them, which is what clients can read. */
final class JsonError {
  private JsonError() {}

  static void write(Response response, int status, String message, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    if (!response.getHeaders().contains("x-request-id")) {
      String id = "req_" + UUID.randomUUID().toString().replace("-", "");
      response.getHeaders().put("x-request-id", id);
    }
    Content.Sink.write(response, true, body(status, message), callback);
  }

  private static String body(int status, String message) {
    String type = status < 500 ? "invalid_request_error" : "server_error";
    // What failed inside is for the log: an exception's text may tell a stranger too much.
    String told = status == 500 || message == null ? HttpStatus.getMessage(status) : message;
    return "{\"error\":{\"message\":\""
        + escape(told)
        + "\",\"type\":\""
        + type
        + "\",\"param\":null,\"code\":null}}";
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
