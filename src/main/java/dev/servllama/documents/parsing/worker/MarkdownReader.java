package dev.servllama.documents.parsing.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown: its headings are told apart, all else stays as it is written. */
final class MarkdownReader implements DocumentReader {
  private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})\\s+(.*?)\\s*#*\\s*");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");
  private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-{2,})\\s*");
  private static final Pattern FIELD =
      Pattern.compile("(title|author|date):\\s*[\"']?(.*?)[\"']?\\s*");

  private String title;
  private String author;
  private String date;

  @Override
  public void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException {
    try (BufferedReader in = TextFile.open(file)) {
      String line = frontMatter(in, sink);
      Paragraph paragraph = new Paragraph(sink);
      boolean code = false;
      while (line != null) {
        String next = Lines.next(in);
        code ^= FENCE.matcher(line).matches();
        Matcher heading = HEADING.matcher(line);
        if (!code && heading.matches()) {
          paragraph.end();
          sink.heading(heading.group(1).length(), heading.group(2));
        } else if (!code && isUnderlined(line, next)) {
          paragraph.end();
          sink.heading(next.strip().startsWith("=") ? 1 : 2, line);
          next = Lines.next(in);
        } else {
          paragraph.line(line);
        }
        line = next;
      }
      paragraph.end();
    }
  }

  private static boolean isUnderlined(String line, String next) {
    return next != null
        && !line.isBlank()
        && Character.isLetterOrDigit(line.strip().codePointAt(0))
        && UNDERLINE.matcher(next).matches();
  }

  /** Reads what static site generators put before the text; returns the line that follows. */
  private String frontMatter(BufferedReader in, BlockSink sink) throws IOException {
    String line = Lines.next(in);
    if (line == null || !line.equals("---")) {
      return line;
    }
    for (line = Lines.next(in); line != null && !line.equals("---"); line = Lines.next(in)) {
      Matcher field = FIELD.matcher(line);
      if (field.matches()) {
        set(field.group(1), field.group(2));
      }
    }
    sink.meta(title, author, date);
    return line == null ? null : Lines.next(in);
  }

  private void set(String name, String value) {
    switch (name) {
      case "title" -> title = value;
      case "author" -> author = value;
      default -> date = value;
    }
  }
}
