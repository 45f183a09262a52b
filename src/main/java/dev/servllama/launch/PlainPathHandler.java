package dev.servllama.launch;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses paths that mean one thing to one reader and another to the next: {@code ..}, {@code .},
 * {@code //}, {@code ;parameters}, and encoded dots, slashes, backslashes and controls. Whatever
 * guards the application then sees the same path that the application sees. The one exception is an
 * encoded slash in the id of a model, which is how OpenAI's clients send {@code org/model}.
 *
 * <p>Jetty refuses some of them itself; {@code /a/../b} and {@code /a;x} it would resolve.
 */
final class PlainPathHandler extends Handler.Wrapper {
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "[;\\\\]|//|/\\.{1,2}(/|$)|%(2e|5c|3b|25|7f|[01][0-9a-f])", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENCODED_SLASH = Pattern.compile("%2f", Pattern.CASE_INSENSITIVE);
  private static final String MODELS = "/v1/models/";

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    if (path != null && isAmbiguous(path)) {
      Response.writeError(
          request, response, callback, HttpStatus.BAD_REQUEST_400, "Ambiguous path in the URL");
      return true;
    }
    return super.handle(request, response, callback);
  }

  private static boolean isAmbiguous(String path) {
    int id = path.indexOf(MODELS);
    String plain = id < 0 ? path : path.substring(0, id);
    return AMBIGUOUS.matcher(path).find() || ENCODED_SLASH.matcher(plain).find();
  }
}
