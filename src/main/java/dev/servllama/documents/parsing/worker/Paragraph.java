package dev.servllama.documents.parsing.worker;

import java.io.IOException;

/** Puts lines together until an empty one. Not thread-safe. */
final class Paragraph {
  private static final int LONGEST = 1 << 14;

  private final BlockSink sink;
  private final StringBuilder text = new StringBuilder();

  Paragraph(BlockSink sink) {
    this.sink = sink;
  }

  void line(String line) throws IOException {
    if (line.isBlank() || text.length() > LONGEST) {
      end();
    }
    if (!line.isBlank()) {
      text.append(text.length() == 0 ? "" : "\n").append(line.stripTrailing());
    }
  }

  void end() throws IOException {
    sink.text(text);
    text.setLength(0);
  }
}
