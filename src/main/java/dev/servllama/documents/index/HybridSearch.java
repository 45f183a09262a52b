package dev.servllama.documents.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * One search: a list by words and a list by meaning for each question, fused by reciprocal rank
 * (Cormack, Clarke and Büttcher, SIGIR 2009): what is near the top of several lists comes first,
 * whatever the scores of each mean.
 */
final class HybridSearch {
  private static final int CANDIDATES = 50;

  /**
   * The paper has 60, for many lists of long documents. Here are two: with 60, what is mediocre in
   * both comes before what is first in one. From 2 to 10 it makes little difference.
   */
  private static final int SMOOTHING = 5;

  /** A question's words are often not the document's: they count a little less than its meaning. */
  private static final double WEIGHT_OF_WORDS = 0.8;

  /** A word counts more in the form in which it was asked for. */
  private static final float STEM_WEIGHT = 0.5f;

  /** Where it says what a section is about, it counts once more. */
  private static final float HEADING_WEIGHT = 1;

  /** Of a text that somebody pasted; Lucene takes no more than 1024 clauses. */
  private static final int MOST_WORDS = 200;

  private final IndexSearcher searcher;
  private final Words words;

  HybridSearch(IndexSearcher searcher, Words words) {
    this.searcher = searcher;
    this.words = words;
    searcher.setSimilarity(Words.similarity());
  }

  private record Ranked(double weight, ScoreDoc[] docs) {}

  List<ChunkHit> search(
      List<Question> questions, Optional<Set<String>> fileIds, int limit, Ranking ranking)
      throws IOException {
    Optional<Query> filter = fileIds.map(HybridSearch::among);
    Map<Integer, Double> sums = new LinkedHashMap<>();
    double best = 0;
    for (Question question : questions) {
      for (Ranked list : lists(question, filter, Math.max(limit, CANDIDATES), ranking)) {
        double weight = question.weight() * list.weight();
        for (int rank = 0; rank < list.docs().length; rank++) {
          sums.merge(list.docs()[rank].doc, weight / (SMOOTHING + rank + 1), Double::sum);
        }
        best += weight / (SMOOTHING + 1);
      }
    }
    List<Map.Entry<Integer, Double>> order = new ArrayList<>(sums.entrySet());
    // Those that are equal stay as they came: by meaning, and not by when they were indexed.
    order.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    return hits(order, best, questions, limit);
  }

  private List<ChunkHit> hits(
      List<Map.Entry<Integer, Double>> order, double best, List<Question> questions, int limit)
      throws IOException {
    HitMeasures measures = new HitMeasures(searcher, words, questions);
    List<ChunkHit> hits = new ArrayList<>();
    for (Map.Entry<Integer, Double> each : order.subList(0, Math.min(limit, order.size()))) {
      IndexedChunk chunk = ChunkDocuments.read(searcher.storedFields().document(each.getKey()));
      hits.add(
          new ChunkHit(
              index(each.getKey()),
              chunk,
              each.getValue() / best,
              measures.similarity(each.getKey()),
              measures.coverage(chunk)));
    }
    return hits;
  }

  private int index(int doc) {
    List<IndexReaderContext> parts = searcher.getTopReaderContext().children();
    int part = 0;
    while (part + 1 < parts.size() && parts.get(part + 1).docBaseInParent <= doc) {
      part++;
    }
    return part;
  }

  private List<Ranked> lists(Question question, Optional<Query> filter, int count, Ranking ranking)
      throws IOException {
    List<Ranked> lists = new ArrayList<>();
    if (ranking != Ranking.WORDS && question.vector().isPresent()) {
      Query near =
          new KnnFloatVectorQuery(
              Names.VECTOR, question.vector().get(), count, filter.orElse(null));
      lists.add(new Ranked(1, searcher.search(near, count).scoreDocs));
    }
    if (ranking != Ranking.MEANING) {
      BooleanQuery.Builder query = new BooleanQuery.Builder();
      query.add(byWords(question.text()), Occur.MUST);
      filter.ifPresent(among -> query.add(among, Occur.FILTER));
      lists.add(new Ranked(WEIGHT_OF_WORDS, searcher.search(query.build(), count).scoreDocs));
    }
    return lists;
  }

  private Query byWords(String text) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    words.of(Names.TEXT, text).stream()
        .limit(MOST_WORDS)
        .forEach(word -> query.add(new TermQuery(new Term(Names.TEXT, word)), Occur.SHOULD));
    for (String stem : words.of(Names.STEM, text).stream().limit(MOST_WORDS).toList()) {
      query.add(weighted(Names.STEM, stem, STEM_WEIGHT), Occur.SHOULD);
      query.add(weighted(Names.HEADINGS, stem, HEADING_WEIGHT), Occur.SHOULD);
    }
    return query.build();
  }

  private static Query weighted(String field, String stem, float weight) {
    return new BoostQuery(new TermQuery(new Term(field, stem)), weight);
  }

  private static Query among(Set<String> fileIds) {
    return new TermInSetQuery(Names.FILE, fileIds.stream().map(BytesRef::new).toList());
  }
}
