package dev.servllama.documents;

import dev.servllama.documents.catalog.Entry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files of a collection that are still to be indexed, by id. Not thread-safe. */
final class WorkList {
  private final Map<String, Long> waiting = new LinkedHashMap<>();
  private final Map<String, Long> running = new HashMap<>();
  private long bytesDone;
  private long start;

  void add(Entry entry) {
    if (isEmpty()) {
      start = System.nanoTime();
      bytesDone = 0;
    }
    waiting.put(entry.fileId(), weight(entry));
  }

  void remove(String fileId) {
    waiting.remove(fileId);
    running.remove(fileId);
  }

  /** The next; one that is being worked on is not given out twice. */
  Optional<String> take() {
    Iterator<Map.Entry<String, Long>> each = waiting.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Long> next = each.next();
      if (!running.containsKey(next.getKey())) {
        each.remove();
        running.put(next.getKey(), next.getValue());
        return Optional.of(next.getKey());
      }
    }
    return Optional.empty();
  }

  void done(Entry entry) {
    Long bytes = running.remove(entry.fileId());
    bytesDone += bytes == null ? 0 : bytes;
  }

  void giveBack(Entry entry) {
    Long bytes = running.remove(entry.fileId());
    if (bytes != null) {
      waiting.putIfAbsent(entry.fileId(), bytes);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty() && running.isEmpty();
  }

  Optional<Duration> left() {
    if (isEmpty() || bytesDone == 0) {
      return Optional.empty();
    }
    long bytes = sum(waiting) + sum(running);
    double nanos = (double) (System.nanoTime() - start) / bytesDone * bytes;
    return Optional.of(Duration.ofNanos((long) nanos));
  }

  private static long sum(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long weight(Entry entry) {
    return Math.max(1, entry.bytes());
  }
}
