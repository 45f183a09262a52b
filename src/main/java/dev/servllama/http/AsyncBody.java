package dev.servllama.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a request's body without a thread waiting for it: clients that send half a body and then
 * nothing take memory for what they have sent, and nothing else. The container calls one method at
 * a time.
 */
final class AsyncBody implements ReadListener {
  private static final int BUFFER = 8192;

  private final ServletInputStream in;
  private final long limit;
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[BUFFER];

  private AsyncBody(ServletInputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * Begins to read; the request must be asynchronous already.
   *
   * @param limit bytes at most, whether the request names its length or not
   * @return the body; or a {@link ClientErrorException} of 413, or an {@link IOException} when the
   *     client goes away
   */
  static CompletableFuture<byte[]> read(HttpServletRequest request, long limit) throws IOException {
    if (request.getContentLengthLong() > limit) {
      return CompletableFuture.failedFuture(tooLarge(limit));
    }
    AsyncBody body = new AsyncBody(request.getInputStream(), limit);
    body.in.setReadListener(body);
    return body.whole;
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!whole.isDone() && in.isReady()) {
      int count = in.read(buffer);
      if (count < 0) {
        return;
      }
      if (read.size() + (long) count > limit) {
        whole.completeExceptionally(tooLarge(limit));
        return;
      }
      read.write(buffer, 0, count);
    }
  }

  @Override
  public void onAllDataRead() {
    whole.complete(read.toByteArray());
  }

  @Override
  public void onError(Throwable cause) {
    whole.completeExceptionally(cause);
  }

  private static ClientErrorException tooLarge(long limit) {
    return new ClientErrorException(
        "The request body is larger than the %d bytes that this server takes.".formatted(limit),
        Status.REQUEST_ENTITY_TOO_LARGE);
  }
}
