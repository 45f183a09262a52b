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
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/**
 * Takes texts apart into words by Unicode's rules (UAX 29), alike for all languages. No word is
 * left out: what is everywhere counts for little anyhow. Thread-safe.
 */
final class Words extends Analyzer {

  Words() {
    // Both fields at once, of one kind each.
    super(PER_FIELD_REUSE_STRATEGY);
  }

  /**
   * How words count (BM25). Chunks are about equally long; a short one is short because its section
   * is, which makes it no better: so length counts for less than with whole documents.
   */
  static Similarity similarity() {
    return new BM25Similarity(1.2f, 0.4f);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer words = new StandardTokenizer();
    TokenStream folded = new FoldingFilter(new LowerCaseFilter(words));
    return new TokenStreamComponents(
        words, field.equals(Names.TEXT) ? folded : new StemFilter(folded));
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
