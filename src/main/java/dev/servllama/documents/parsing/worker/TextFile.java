package dev.servllama.documents.parsing.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens files of text in whatever encoding they have. */
final class TextFile {
  private static final int BUFFER = 1 << 16;
  private static final Charset WESTERN = Charset.forName("windows-1252");

  private TextFile() {}

  /**
   * Opens a file at its beginning, behind a byte order mark.
   *
   * @throws BadDocumentException if it is not text
   */
  static BufferedReader open(Path file) throws IOException {
    Charset charset = charset(file);
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset), BUFFER);
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  /** UTF-16 by its mark, UTF-8 if all of it is, else what Windows wrote in the West. */
  private static Charset charset(Path file) throws IOException {
    CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer chars = CharBuffer.allocate(BUFFER);
    boolean first = true;
    boolean isUtf8 = true;
    try (InputStream in = Files.newInputStream(file)) {
      int count = in.read(bytes.array());
      while (count >= 0) {
        bytes.position(bytes.position() + count).flip();
        if (first && hasUtf16Mark(bytes)) {
          return StandardCharsets.UTF_16;
        }
        first = false;
        refuseBinary(bytes);
        CoderResult result = utf8.decode(bytes, chars.clear(), false);
        if (result.isError()) {
          isUtf8 = false;
          bytes.position(bytes.limit());
          utf8.reset();
        }
        bytes.compact();
        count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      }
    }
    return isUtf8 && bytes.position() == 0 ? StandardCharsets.UTF_8 : WESTERN;
  }

  private static boolean hasUtf16Mark(ByteBuffer bytes) {
    if (bytes.limit() < 2) {
      return false;
    }
    int mark = (bytes.get(0) & 0xff) << 8 | (bytes.get(1) & 0xff);
    return mark == 0xfeff || mark == 0xfffe;
  }

  private static void refuseBinary(ByteBuffer bytes) throws BadDocumentException {
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      if (bytes.get(i) == 0) {
        throw BadDocumentException.unsupported("It is neither a known format nor text.");
      }
    }
  }
}
