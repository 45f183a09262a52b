package dev.servllama.documents.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.IndexSearcher;

/** Finds chunks in several indexes as if they were one. */
public final class ChunkSearch {
  private ChunkSearch() {}

  /**
   * Finds chunks.
   *
   * @param indexes whose vectors, if meaning counts, are of one model; at least one
   * @param fileIds where to look; empty for everywhere
   * @param limit how many at most
   * @return the best first
   */
  public static List<ChunkHit> find(
      List<ChunkIndex> indexes,
      List<Question> questions,
      Optional<Set<String>> fileIds,
      int limit,
      Ranking ranking)
      throws IOException {
    List<IndexSearcher> acquired = new ArrayList<>();
    try {
      for (ChunkIndex index : indexes) {
        acquired.add(index.reads().acquire());
      }
      IndexReader[] readers =
          acquired.stream().map(IndexSearcher::getIndexReader).toArray(IndexReader[]::new);
      // Closed, it gives back its parts, which stay open for others.
      try (MultiReader all = new MultiReader(readers, false)) {
        return new HybridSearch(new IndexSearcher(all), indexes.get(0).words())
            .search(questions, fileIds, limit, ranking);
      }
    } finally {
      for (int i = 0; i < acquired.size(); i++) {
        indexes.get(i).reads().release(acquired.get(i));
      }
    }
  }
}
