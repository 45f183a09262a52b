package dev.servllama.documents.parsing.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.documents.block.Block;
import java.io.IOException;
import java.io.Writer;

/** Takes the parts of a document, within its limits. Not thread-safe. */
final class BlockSink {
  /** Longer lines would only take memory at once. */
  private static final int LONGEST = 1 << 15;

  private static final int LONGEST_FIELD = 500;
  private static final int MOST_LEVELS = 6;

  private final Writer out;
  private final ObjectMapper mapper;
  private final ReaderLimits limits;
  private int pages;
  private long characters;

  BlockSink(Writer out, ObjectMapper mapper, ReaderLimits limits) {
    this.out = out;
    this.mapper = mapper;
    this.limits = limits;
  }

  int pages() {
    return pages;
  }

  long characters() {
    return characters;
  }

  /**
   * @param date as the document has it; what does not begin with a date is left out
   */
  void meta(String title, String author, String date) throws IOException {
    String day =
        date != null && date.matches("\\d{4}-\\d{2}-\\d{2}.*") ? date.substring(0, 10) : null;
    write(new Block.Meta(field(title), field(author), day));
  }

  void page() throws IOException {
    pages++;
    if (pages > limits.pages()) {
      throw BadDocumentException.invalid(
          "It has more than the %d pages that are read.".formatted(limits.pages()));
    }
    write(new Block.Page(pages));
  }

  void heading(int level, String text) throws IOException {
    String line = text.replaceAll("[\\s\\h]+", " ").strip();
    if (!line.isEmpty()) {
      count(line);
      String shown = line.length() > LONGEST_FIELD ? line.substring(0, LONGEST_FIELD) : line;
      write(new Block.Heading(Math.max(1, Math.min(MOST_LEVELS, level)), shown));
    }
  }

  void text(CharSequence given) throws IOException {
    String text = given.toString();
    if (text.isBlank()) {
      return;
    }
    count(text);
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(text.length(), start + LONGEST);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      write(new Block.Text(text.substring(start, end)));
      start = end;
    }
  }

  private void count(String text) throws IOException {
    characters += text.length();
    if (characters > limits.characters()) {
      throw BadDocumentException.invalid(
          "It has more than the %d characters of text that are read."
              .formatted(limits.characters()));
    }
  }

  private void write(Block block) throws IOException {
    out.write(mapper.writeValueAsString(block) + "\n");
  }

  private static String field(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String line = text.replaceAll("[\\s\\h\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST_FIELD ? line.substring(0, LONGEST_FIELD) : line;
  }
}
