package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import java.util.Collection;

/** How many files are how far. */
public record Counts(int inProgress, int completed, int failed, int cancelled) {

  /** Counts files. */
  public static Counts of(Collection<Entry> entries) {
    int[] counts = new int[Entry.State.values().length];
    entries.forEach(entry -> counts[entry.state().ordinal()]++);
    return new Counts(
        counts[Entry.State.IN_PROGRESS.ordinal()],
        counts[Entry.State.COMPLETED.ordinal()],
        counts[Entry.State.FAILED.ordinal()],
        counts[Entry.State.CANCELLED.ordinal()]);
  }

  /** All of them. */
  public int total() {
    return inProgress + completed + failed + cancelled;
  }
}
