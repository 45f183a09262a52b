package dev.servllama.documents.parsing.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** Tables as text: the first row heads all others, each of which stays as it is. */
final class CsvReader implements DocumentReader {

  @Override
  public void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException {
    try (BufferedReader in = TextFile.open(file)) {
      String header = Lines.next(in);
      if (header == null) {
        return;
      }
      String row = Lines.next(in);
      if (row == null) {
        sink.text(header);
        return;
      }
      sink.heading(1, header);
      for (; row != null; row = Lines.next(in)) {
        sink.text(row);
      }
    }
  }
}
