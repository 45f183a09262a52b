package dev.servllama.http;

import dev.servllama.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a body of type {@code multipart/form-data} (RFC 7578) apart as it comes, a piece at a time,
 * so that a large file never stands in memory. Not thread-safe.
 */
final class MultipartParser {
  private static final int MOST_HEADERS = 16_384;
  private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};

  /** What is told of the parts, in their order. */
  interface Parts {

    /** A part begins. */
    void begin(String headers);

    /** Some of its content. */
    void data(byte[] bytes, int offset, int length);

    /** It is complete. */
    void end();
  }

  private enum State {
    PREAMBLE,
    AFTER_BOUNDARY,
    HEADERS,
    CONTENT,
    EPILOGUE
  }

  private final byte[] delimiter;
  private final Parts parts;
  private State state = State.PREAMBLE;

  // The first boundary may stand at the very beginning, where no line has ended yet.
  private byte[] held = {'\r', '\n'};

  MultipartParser(String boundary, Parts parts) {
    delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
    this.parts = parts;
  }

  /** Takes in what comes next. */
  void feed(byte[] bytes, int length) {
    byte[] all = Arrays.copyOf(held, held.length + length);
    System.arraycopy(bytes, 0, all, held.length, length);
    int at = 0;
    int next = step(all, at);
    while (next >= 0) {
      at = next;
      next = step(all, at);
    }
    held = Arrays.copyOfRange(all, state == State.EPILOGUE ? all.length : -next - 1, all.length);
  }

  /** There is no more. */
  void end() {
    if (state != State.EPILOGUE) {
      throw broken("it ends before its last boundary");
    }
  }

  /** Goes on from a place; returns the next, or the one from where more is needed as -place-1. */
  private int step(byte[] all, int at) {
    return switch (state) {
      case PREAMBLE -> preamble(all, at);
      case AFTER_BOUNDARY -> afterBoundary(all, at);
      case HEADERS -> headers(all, at);
      case CONTENT -> content(all, at);
      case EPILOGUE -> -all.length - 1;
    };
  }

  private int preamble(byte[] all, int at) {
    int found = find(all, at, delimiter);
    if (found < 0) {
      return -Math.max(at, all.length - delimiter.length + 1) - 1;
    }
    state = State.AFTER_BOUNDARY;
    return found + delimiter.length;
  }

  private int afterBoundary(byte[] all, int at) {
    int i = at;
    while (i < all.length && (all[i] == ' ' || all[i] == '\t')) {
      i++;
    }
    if (i + 2 > all.length) {
      return -at - 1;
    }
    if (all[i] == '-' && all[i + 1] == '-') {
      state = State.EPILOGUE;
      return i + 2;
    }
    if (all[i] != '\r' || all[i + 1] != '\n') {
      throw broken("something stands behind a boundary");
    }
    state = State.HEADERS;
    // The end of the line stays: a part without headers ends them at once.
    return i;
  }

  private int headers(byte[] all, int at) {
    int found = find(all, at, HEADER_END);
    if (found < 0) {
      if (all.length - at > MOST_HEADERS) {
        throw broken("the headers of a part are too long");
      }
      return -at - 1;
    }
    // Clients write names in UTF-8, whatever the older standards say.
    parts.begin(new String(all, at, found - at, StandardCharsets.UTF_8));
    state = State.CONTENT;
    return found + HEADER_END.length;
  }

  private int content(byte[] all, int at) {
    // An empty content may end with the very line break that ends the headers.
    int found = find(all, at, delimiter);
    int end = found < 0 ? Math.max(at, all.length - delimiter.length + 1) : found;
    if (end > at) {
      parts.data(all, at, end - at);
    }
    if (found < 0) {
      return -end - 1;
    }
    parts.end();
    state = State.AFTER_BOUNDARY;
    return found + delimiter.length;
  }

  private static int find(byte[] in, int from, byte[] what) {
    for (int i = from; i <= in.length - what.length; i++) {
      int j = 0;
      while (j < what.length && in[i + j] == what[j]) {
        j++;
      }
      if (j == what.length) {
        return i;
      }
    }
    return -1;
  }

  private static InvalidRequestException broken(String why) {
    return new InvalidRequestException(
        "The body is not a form of type multipart/form-data: " + why + ".",
        null,
        "invalid_multipart");
  }
}
