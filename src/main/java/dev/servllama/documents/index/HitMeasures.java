package dev.servllama.documents.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.VectorUtil;

/** Says of hits what their rank does not: whether they have anything to do with the question. */
final class HitMeasures {
  private final IndexSearcher searcher;
  private final Words words;
  private final List<Question> questions;
  private final Map<String, Double> weights = new HashMap<>();

  HitMeasures(IndexSearcher searcher, Words words, List<Question> questions) {
    this.searcher = searcher;
    this.words = words;
    this.questions = questions;
  }

  double similarity(int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    FloatVectorValues vectors = leaf.reader().getFloatVectorValues(Names.VECTOR);
    if (vectors == null || vectors.advance(doc - leaf.docBase) != doc - leaf.docBase) {
      return 0;
    }
    float[] vector = vectors.vectorValue();
    return questions.stream()
        .flatMap(question -> question.vector().stream())
        .filter(asked -> asked.length == vector.length)
        .mapToDouble(asked -> VectorUtil.dotProduct(asked, vector))
        .max()
        .orElse(0);
  }

  /** The share of the question's stems that are in a chunk, each as rare as it is. */
  double coverage(IndexedChunk chunk) throws IOException {
    Set<String> there = words.of(Names.STEM, chunk.path() + "\n" + chunk.text());
    double best = 0;
    for (Question question : questions) {
      double all = 0;
      double found = 0;
      for (String stem : words.of(Names.STEM, question.text())) {
        double weight = weight(stem);
        all += weight;
        found += there.contains(stem) ? weight : 0;
      }
      best = Math.max(best, all == 0 ? 0 : found / all);
    }
    return best;
  }

  private double weight(String stem) throws IOException {
    Double known = weights.get(stem);
    if (known == null) {
      IndexReader reader = searcher.getIndexReader();
      int frequency = reader.docFreq(new Term(Names.STEM, stem));
      // What is in half of all chunks tells none of them apart.
      double ratio = (reader.maxDoc() - frequency + 0.5) / (frequency + 0.5);
      known = Math.max(0, Math.log(ratio));
      weights.put(stem, known);
    }
    return known;
  }
}
