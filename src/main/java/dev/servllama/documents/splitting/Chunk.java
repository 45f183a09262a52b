package dev.servllama.documents.splitting;

import java.util.List;

/**
 * A piece of a document that is found and cited as a whole.
 *
 * @param text as it stands in the document, all of it on one page
 * @param page from 1; 0 where the document has no pages
 * @param headings under which it stands, the highest first
 */
public record Chunk(String text, int page, List<String> headings) {
  private static final String BETWEEN = " > ";

  /** Makes the list immutable. */
  public Chunk {
    headings = List.copyOf(headings);
  }

  /** The headings in one line; empty if there are none. */
  public String path() {
    return String.join(BETWEEN, headings);
  }

  /** What is embedded: a passage alone often does not say what it is about. */
  public String embedded() {
    return headings.isEmpty() ? text : path() + "\n" + text;
  }
}
