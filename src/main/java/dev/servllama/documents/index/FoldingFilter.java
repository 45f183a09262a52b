package dev.servllama.documents.index;

import java.io.IOException;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Lets words be found however they are written: without accents, and in one width. */
final class FoldingFilter extends TokenFilter {
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

  FoldingFilter(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    for (int i = 0; i < term.length(); i++) {
      if (term.charAt(i) >= 0x80) {
        String word = Normalizer.normalize(term.toString(), Normalizer.Form.NFKD);
        term.setEmpty().append(MARKS.matcher(word).replaceAll(""));
        break;
      }
    }
    return true;
  }
}
