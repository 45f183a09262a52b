package dev.servllama.documents.splitting;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Takes texts apart: into sentences, and where these are too long, into smaller pieces. */
final class Sentences {
  /**
   * A piece of a text.
   *
   * @param text with the blanks behind it
   * @param tokens that it has
   */
  record Piece(String text, int tokens) {}

  private final ToIntFunction<String> counter;
  private final int most;

  /**
   * @param counter counts tokens
   * @param most that a piece may have
   */
  Sentences(ToIntFunction<String> counter, int most) {
    this.counter = counter;
    this.most = most;
  }

  List<Piece> of(String text) {
    List<Piece> pieces = new ArrayList<>();
    // Rules of Unicode that are the same for all languages.
    split(text, BreakIterator.getSentenceInstance(Locale.ROOT), pieces);
    return pieces;
  }

  private void split(String text, BreakIterator breaks, List<Piece> pieces) {
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      add(text.substring(start, end), pieces);
      start = end;
    }
  }

  private void add(String text, List<Piece> pieces) {
    if (text.isBlank()) {
      appendBlanks(text, pieces);
      return;
    }
    // A token has at least a byte; what is longer than this is not even counted.
    int tokens = text.length() > most * 64 ? Integer.MAX_VALUE : counter.applyAsInt(text);
    if (tokens <= most) {
      pieces.add(new Piece(text, tokens));
    } else {
      int half = middle(text);
      add(text.substring(0, half), pieces);
      add(text.substring(half), pieces);
    }
  }

  private static void appendBlanks(String blanks, List<Piece> pieces) {
    if (!pieces.isEmpty()) {
      int last = pieces.size() - 1;
      pieces.set(last, new Piece(pieces.get(last).text() + blanks, pieces.get(last).tokens()));
    }
  }

  /** The break between words that is nearest to the middle; within a word where there is none. */
  private static int middle(String text) {
    int middle = text.length() / 2;
    int quarter = text.length() / 4;
    for (int i = 0; i < quarter; i++) {
      if (Character.isWhitespace(text.charAt(middle - i))) {
        return middle - i + 1;
      }
      if (Character.isWhitespace(text.charAt(middle + i))) {
        return middle + i + 1;
      }
    }
    return Character.isLowSurrogate(text.charAt(middle)) ? middle + 1 : middle;
  }
}
