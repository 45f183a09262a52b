package dev.servllama.retrieval;

import dev.servllama.documents.DocumentCollection;
import dev.servllama.documents.Documents;
import dev.servllama.documents.Found;
import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.catalog.Store;
import dev.servllama.documents.index.IndexedChunk;
import dev.servllama.documents.index.Ranking;
import dev.servllama.embedding.Embedder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds passages for conversations.
 *
 * <p>What is asked is the user's last message, and beside it that message together with the one
 * before: "and in winter?" says nothing alone, and a new question needs no old one. What is near
 * the top for both comes first. What has nothing to do with either is left out, however well it
 * ranks: something is always nearest. Thread-safe.
 */
public final class Retriever {
  private static final int MOST = 6;

  /** A message of so many words can do without the one before it. */
  private static final int LONG_MESSAGE = 8;

  private static final double WEIGHT_OF_CONTEXT = 0.5;

  /** With so much of the question's words in it, a passage need not be near in meaning. */
  private static final double COVERAGE = 0.6;

  private final RelevanceFloor floor;

  /**
   * @param embedder of the documents; need not be ready
   */
  public Retriever(Embedder embedder) {
    this.floor = new RelevanceFloor(embedder);
  }

  /**
   * Finds passages.
   *
   * @param messages the user's, the last one last; at least one
   * @return the best first; none if nothing has to do with them
   */
  public List<Snippet> find(
      Documents documents, List<DocumentCollection> collections, List<String> messages) {
    Map<String, Double> questions = questions(messages);
    if (questions.isEmpty() || collections.isEmpty()) {
      return List.of();
    }
    double least = floor.similarity();
    return documents.search(collections, questions, Optional.empty(), MOST, Ranking.HYBRID).stream()
        .filter(found -> isRelevant(found, least))
        .map(Retriever::snippet)
        .toList();
  }

  private static Map<String, Double> questions(List<String> messages) {
    Map<String, Double> questions = new LinkedHashMap<>();
    String last = messages.get(messages.size() - 1).strip();
    if (last.isEmpty()) {
      return questions;
    }
    questions.put(last, 1.0);
    if (messages.size() > 1) {
      String both = messages.get(messages.size() - 2).strip() + "\n" + last;
      boolean isLong = last.split("\\s+").length >= LONG_MESSAGE;
      questions.put(both, isLong ? WEIGHT_OF_CONTEXT : 1.0);
    }
    return questions;
  }

  private static boolean isRelevant(Found found, double least) {
    // Of an index that is being rebuilt only the words are known.
    boolean near = found.similarity() >= least / 2 || found.collection().isRebuilding();
    return found.similarity() >= least || (near && found.coverage() >= COVERAGE);
  }

  private static Snippet snippet(Found found) {
    IndexedChunk chunk = found.chunk();
    Entry file = found.file();
    Store store = found.collection().store();
    return new Snippet(
        chunk.text(),
        text(chunk.source().title()).orElse(file.name()),
        text(chunk.source().author()),
        text(chunk.source().date()),
        chunk.page() == 0 ? Optional.empty() : Optional.of(chunk.page()),
        Optional.ofNullable(file.path()).orElse(file.name()),
        file.fileId(),
        text(store.name()).orElse(store.id()),
        found.score());
  }

  private static Optional<String> text(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
