package dev.servllama.documents.index;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Leaves the first letters of each word. Crude as it is, this does for many languages what a
 * stemmer does for one: inflected forms mostly have their beginning in common.
 */
final class StemFilter extends TokenFilter {
  private static final int LENGTH = 5;

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

  StemFilter(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    if (term.length() > LENGTH) {
      term.setLength(LENGTH);
    }
    return true;
  }
}
