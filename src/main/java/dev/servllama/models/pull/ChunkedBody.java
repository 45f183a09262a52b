package dev.servllama.models.pull;

import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112, 7.1). Trailers are not read: the connection is not used again. */
final class ChunkedBody extends InputStream {
  private final InputStream in;
  private long leftInChunk;
  private boolean first = true;
  private boolean ended;

  ChunkedBody(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (leftInChunk == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(length, leftInChunk));
    if (count < 0) {
      throw new IOException("the connection was closed in the middle of the file");
    }
    leftInChunk -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (!first && !HttpReader.shortLine(in).isEmpty()) {
      throw new PullFailedException("the answer has a malformed chunk");
    }
    first = false;
    String size = HttpReader.shortLine(in).replaceFirst(";.*", "").strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new PullFailedException("the answer has a malformed chunk");
    }
    leftInChunk = Long.parseLong(size, 16);
    ended = leftInChunk == 0;
  }
}
