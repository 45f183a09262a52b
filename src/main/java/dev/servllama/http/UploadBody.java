package dev.servllama.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a form without a thread waiting for it, however slowly it comes. The container calls one
 * method at a time.
 */
final class UploadBody implements ReadListener {
  private static final int BUFFER = 1 << 16;
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "(?i)multipart/form-data\\s*;.*?boundary=(?:\"([^\"]{1,200})\"|([^\\s;]{1,200})).*");

  private final ServletInputStream in;
  private final MultipartParser parser;
  private final CompletableFuture<Void> whole = new CompletableFuture<>();
  private final byte[] buffer = new byte[BUFFER];

  private UploadBody(ServletInputStream in, MultipartParser parser) {
    this.in = in;
    this.parser = parser;
  }

  /**
   * Begins to read; the request must be asynchronous already.
   *
   * @param parts told what comes, on the container's threads
   * @return done when all has come; or fails with what {@code parts} throws, or an {@link
   *     IOException} when the client goes away
   */
  static CompletableFuture<Void> read(HttpServletRequest request, MultipartParser.Parts parts)
      throws IOException {
    MultipartParser parser = new MultipartParser(boundary(request.getContentType()), parts);
    UploadBody body = new UploadBody(request.getInputStream(), parser);
    body.in.setReadListener(body);
    return body.whole;
  }

  private static String boundary(String type) {
    Matcher matcher = BOUNDARY.matcher(type == null ? "" : type);
    if (!matcher.matches()) {
      throw new HttpProblem(
          Status.UNSUPPORTED_MEDIA_TYPE,
          "This path takes a form of type multipart/form-data, with the file in its field 'file'.",
          "unsupported_media_type");
    }
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  @Override
  public void onDataAvailable() throws IOException {
    try {
      while (!whole.isDone() && in.isReady()) {
        int count = in.read(buffer);
        if (count < 0) {
          return;
        }
        parser.feed(buffer, count);
      }
    } catch (RuntimeException e) {
      whole.completeExceptionally(e);
    }
  }

  @Override
  public void onAllDataRead() {
    try {
      parser.end();
      whole.complete(null);
    } catch (RuntimeException e) {
      whole.completeExceptionally(e);
    }
  }

  @Override
  public void onError(Throwable cause) {
    whole.completeExceptionally(cause);
  }
}
