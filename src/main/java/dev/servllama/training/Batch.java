package dev.servllama.training;

import dev.servllama.error.ServllamaException;
import dev.servllama.error.StorageException;
import java.util.ArrayList;
import java.util.List;

/** What one request adds to a dataset, and how that went. Passed from thread to thread. */
final class Batch {
  /**
   * An example that is to be written.
   *
   * @param line with its line feed
   */
  record NewLine(PromptKey key, StoredExample example, byte[] line) {}

  private final List<NewLine> lines;
  private final List<KeyedVector> vectors;
  private final String model;
  private int replaced;
  private int examples;
  private boolean missed;
  private boolean written;
  private ServllamaException failure;

  /**
   * @param model that made the vectors; of no matter if there are none
   */
  Batch(List<StoredExample> examples, List<KeyedVector> vectors, String model) {
    this.lines = new ArrayList<>();
    for (StoredExample example : examples) {
      PromptKey key = PromptKey.of(example.example().prompt());
      lines.add(new NewLine(key, example, LineFormat.encode(example)));
    }
    this.vectors = vectors;
    this.model = model;
  }

  List<NewLine> lines() {
    return lines;
  }

  List<KeyedVector> vectors() {
    return vectors;
  }

  String model() {
    return model;
  }

  /** How many examples took the place of others. */
  int replaced() {
    return replaced;
  }

  /** How many examples the dataset then had. */
  int examples() {
    return examples;
  }

  /** Whether the dataset had been deleted before; nothing was written. */
  boolean missed() {
    return missed;
  }

  void succeed(int replacedNow, int examplesNow) {
    written = true;
    replaced = replacedNow;
    examples = examplesNow;
  }

  void fail(ServllamaException why) {
    failure = why;
  }

  void miss() {
    missed = true;
  }

  /** Throws what has gone wrong, if anything has: only what was said to be written is. */
  void check() {
    if (failure != null) {
      throw failure;
    }
    if (!written && !missed) {
      throw new StorageException("The examples were not stored; the log says why.", false, null);
    }
  }
}
