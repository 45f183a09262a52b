package dev.servllama.models.pull;

import java.io.IOException;
import java.io.OutputStream;

/** Serves one file with Range and If-Range, and may break off after so many bytes each time. */
final class FileHandler implements TestServer.Handler {
  private final byte[] content;
  private final String etag;
  private final int bytesPerConnection;

  FileHandler(byte[] content) {
    this(content, "\"v1\"", Integer.MAX_VALUE);
  }

  FileHandler(byte[] content, String etag, int bytesPerConnection) {
    this.content = content;
    this.etag = etag;
    this.bytesPerConnection = bytesPerConnection;
  }

  @Override
  public void answer(TestServer.Request request, OutputStream out) throws IOException {
    String range = request.header("range");
    String condition = request.header("if-range");
    boolean partial = range != null && (condition == null || condition.equals(etag));
    int start = partial ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    if (start >= content.length) {
      TestServer.head(out, 416, "Content-Range: bytes */" + content.length);
      return;
    }
    TestServer.head(
        out,
        partial ? 206 : 200,
        "ETag: " + etag,
        "Content-Length: " + (content.length - start),
        "Content-Range: bytes " + start + "-" + (content.length - 1) + "/" + content.length);
    out.write(content, start, Math.min(content.length - start, bytesPerConnection));
  }
}
