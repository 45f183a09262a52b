package dev.servllama.documents;

import dev.servllama.documents.index.Question;
import dev.servllama.documents.splitting.Chunk;
import dev.servllama.documents.splitting.ChunkSize;
import dev.servllama.documents.splitting.Splitter;
import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.Embedder.Overflow;
import dev.servllama.error.OverloadedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Makes the vectors of chunks and of questions, all of length 1. Thread-safe. */
final class Vectors {
  /** So many at once fill the embedder's batches and can still be abandoned soon. */
  private static final int AT_ONCE = 32;

  private static final long BUSY_MILLIS = 200;

  private final Embedder embedder;
  private volatile boolean stopped;

  Vectors(Embedder embedder) {
    this.embedder = embedder;
  }

  String model() {
    return embedder.id();
  }

  Embedder embedder() {
    return embedder;
  }

  Splitter splitter() {
    return new Splitter(embedder::countTokens, embedder.maxTokens());
  }

  ChunkSize chunkSize() {
    return ChunkSize.within(embedder.maxTokens());
  }

  /**
   * The vectors of chunks.
   *
   * @param wanted asked now and then; when they are not, fewer are returned
   */
  List<float[]> of(List<Chunk> chunks, BooleanSupplier wanted) throws InterruptedException {
    List<float[]> all = new ArrayList<>(chunks.size());
    for (int from = 0; from < chunks.size() && isWanted(wanted); from += AT_ONCE) {
      List<Chunk> some = chunks.subList(from, Math.min(chunks.size(), from + AT_ONCE));
      all.addAll(patiently(some.stream().map(Chunk::embedded).toList()));
    }
    return all;
  }

  /** Lets nobody wait for a long document any more. */
  void stop() {
    stopped = true;
  }

  private boolean isWanted(BooleanSupplier wanted) {
    return !stopped && wanted.getAsBoolean();
  }

  private List<float[]> patiently(List<String> texts) throws InterruptedException {
    while (true) {
      try {
        return of(texts);
      } catch (OverloadedException e) {
        TimeUnit.MILLISECONDS.sleep(BUSY_MILLIS);
      }
    }
  }

  /** The vectors of texts, read as far as the model can. */
  List<float[]> of(List<String> texts) {
    List<float[]> vectors = embedder.embed(texts, Overflow.TRUNCATE).vectors();
    vectors.forEach(Vectors::normalize);
    return vectors;
  }

  /**
   * Texts as questions.
   *
   * @param asked how much each counts beside the others
   * @param byMeaning whether the vectors are wanted
   */
  List<Question> questions(Map<String, Double> asked, boolean byMeaning) {
    List<String> texts = List.copyOf(asked.keySet());
    List<float[]> meanings = byMeaning ? of(texts) : List.of();
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Optional<float[]> vector = byMeaning ? Optional.of(meanings.get(i)) : Optional.empty();
      questions.add(new Question(texts.get(i), vector, asked.get(texts.get(i))));
    }
    return questions;
  }

  private static void normalize(float[] vector) {
    double sum = 0;
    for (float each : vector) {
      sum += each * each;
    }
    float length = (float) Math.sqrt(sum);
    if (length == 0) {
      // Lucene takes no vector without a direction.
      vector[0] = 1;
      return;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
  }
}
