package dev.servllama.documents.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Takes texts apart into words by Unicode's rules (UAX 29), alike for all languages. No word is
 * left out: what is everywhere counts for little anyhow. Thread-safe.
 */
final class Words extends Analyzer {

  Words() {
    // Both fields at once, of one kind each.
    super(PER_FIELD_REUSE_STRATEGY);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = new StandardTokenizer();
    TokenStream folded = new FoldingFilter(new LowerCaseFilter(words));
    return new TokenStreamComponents(
        words, field.equals(Names.STEM) ? new StemFilter(folded) : folded);
  }

  /** The different words of a text, in its order. */
  Set<String> of(String field, String text) {
    Set<String> all = new LinkedHashSet<>();
    try (TokenStream stream = tokenStream(field, text)) {
      CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        all.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
