package dev.servllama.openai;

import dev.servllama.error.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a body, known to be UTF-8. They are decoded a second time while they are parsed:
 * that is cheaper than to keep a large body as characters too.
 */
final class Utf8Body {
  private static final int BUFFER = 8192;

  private final byte[] bytes;
  private final int start;

  private Utf8Body(byte[] bytes) {
    this.bytes = bytes;
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xef
            && bytes[1] == (byte) 0xbb
            && bytes[2] == (byte) 0xbf;
    this.start = marked ? 3 : 0;
  }

  /** Checks the bytes; a parser alone would let overlong forms and coded surrogates through. */
  static Utf8Body check(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(BUFFER);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    if (result.isError()) {
      throw new InvalidRequestException(
          "The body of the request is not valid UTF-8: bad byte at offset %d (0x%02x)."
              .formatted(in.position(), bytes[in.position()]),
          null,
          null);
    }
    return new Utf8Body(bytes);
  }

  /** The characters after the byte order mark, if there is one. */
  Reader reader() {
    return new InputStreamReader(
        new ByteArrayInputStream(bytes, start, bytes.length - start), StandardCharsets.UTF_8);
  }

  /** The same as one string, for a message about a place in it. */
  String text() {
    return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
  }
}
