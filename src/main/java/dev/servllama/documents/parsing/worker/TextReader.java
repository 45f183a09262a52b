package dev.servllama.documents.parsing.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** Plain text and source code: empty lines part it. */
final class TextReader implements DocumentReader {

  @Override
  public void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException {
    try (BufferedReader in = TextFile.open(file)) {
      Paragraph paragraph = new Paragraph(sink);
      for (String line = Lines.next(in); line != null; line = Lines.next(in)) {
        paragraph.line(line);
      }
      paragraph.end();
    }
  }
}
