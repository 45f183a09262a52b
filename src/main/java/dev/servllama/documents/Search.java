package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.index.ChunkHit;
import dev.servllama.documents.index.ChunkIndex;
import dev.servllama.documents.index.ChunkSearch;
import dev.servllama.documents.index.Question;
import dev.servllama.documents.index.Ranking;
import dev.servllama.storage.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.store.AlreadyClosedException;

/**
 * One search over collections.
 *
 * @param collections where
 * @param filter which files; empty for all
 * @param limit how many passages at most
 * @param ranking which lists count
 */
record Search(
    List<DocumentCollection> collections,
    Optional<AttributeFilter> filter,
    int limit,
    Ranking ranking) {
  /** A text that is in several files is found once. */
  private static final int SPARE = 2;

  List<Found> run(List<Question> questions) {
    List<Found> found = new ArrayList<>();
    List<DocumentCollection> whole =
        collections.stream().filter(each -> !each.isRebuilding()).toList();
    List<DocumentCollection> wordsOnly =
        collections.stream().filter(DocumentCollection::isRebuilding).toList();
    if (!whole.isEmpty()) {
      found.addAll(patiently(whole, questions, ranking));
    }
    // The vectors of the old index are of another model than the question's.
    for (DocumentCollection each : wordsOnly) {
      found.addAll(patiently(List.of(each), questions, Ranking.WORDS));
    }
    Set<String> texts = new HashSet<>();
    return found.stream()
        .sorted(Comparator.comparingDouble(Found::score).reversed())
        .filter(each -> texts.add(each.chunk().text()))
        .limit(limit)
        .toList();
  }

  private List<Found> patiently(
      List<DocumentCollection> some, List<Question> questions, Ranking how) {
    try {
      try {
        return search(some, questions, how);
      } catch (AlreadyClosedException e) {
        // The index has been swapped for its successor.
        return search(some, questions, how);
      }
    } catch (IOException e) {
      throw Disk.unreadable("The index", e);
    }
  }

  private List<Found> search(List<DocumentCollection> some, List<Question> questions, Ranking how)
      throws IOException {
    List<ChunkIndex> indexes = some.stream().map(DocumentCollection::searched).toList();
    Optional<Set<String>> among = filter.map(f -> matching(some, f));
    List<ChunkHit> hits = ChunkSearch.find(indexes, questions, among, limit * SPARE, how);
    double nearest =
        hits.stream().mapToDouble(h -> Math.max(h.similarity(), h.coverage())).max().orElse(0);
    double first = hits.isEmpty() ? 1 : hits.get(0).fused();
    List<Found> found = new ArrayList<>();
    for (ChunkHit hit : hits) {
      DocumentCollection collection = some.get(hit.index());
      Optional<Entry> file = collection.find(hit.chunk().source().fileId());
      double score = Math.max(0, Math.min(1, nearest)) * hit.fused() / first;
      file.ifPresent(
          entry ->
              found.add(
                  new Found(
                      collection, entry, hit.chunk(), score, hit.similarity(), hit.coverage())));
    }
    return found;
  }

  private static Set<String> matching(List<DocumentCollection> some, AttributeFilter filter) {
    return some.stream()
        .flatMap(collection -> collection.entries().stream())
        .filter(entry -> filter.matches(entry.attributes()))
        .map(Entry::fileId)
        .collect(Collectors.toSet());
  }
}
