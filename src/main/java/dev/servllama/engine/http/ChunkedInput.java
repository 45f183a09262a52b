package dev.servllama.engine.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body that comes in chunks (RFC 9112, section 7.1), without its frame. */
final class ChunkedInput extends InputStream {
  private static final int HEX = 16;

  private final InputStream in;
  private long left;
  private boolean first = true;
  private boolean over;

  ChunkedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Reads what is there of one chunk at most: more would make the last token wait for the next. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (left == 0) {
      nextChunk();
    }
    if (over) {
      return -1;
    }
    int read = in.read(target, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new EOFException("The connection ended inside a chunk");
    }
    left -= read;
    return read;
  }

  private void nextChunk() throws IOException {
    if (over) {
      return;
    }
    if (!first) {
      ResponseHead.line(in);
    }
    first = false;
    String size = ResponseHead.line(in).split(";", 2)[0].strip();
    try {
      left = Long.parseLong(size, HEX);
    } catch (NumberFormatException e) {
      throw new IOException("Not a chunk's size: " + size, e);
    }
    over = left <= 0;
  }
}
