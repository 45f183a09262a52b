package dev.servllama.keys;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What everybody has used, by day of UTC. It survives the end of the process whole, however that
 * comes; of the end of the machine it loses the last second at most. Where the folder cannot be
 * written, usage is counted all the same and forgotten at the end. Thread-safe.
 */
public final class UsageStore implements AutoCloseable {
  /** How long usage is remembered. */
  public static final int DAYS = 400;

  private static final Logger log = LoggerFactory.getLogger(UsageStore.class);
  private static final int LONG_JOURNAL = 50_000;

  private final Clock clock;
  private final Optional<UsageJournal> journal;
  private final NavigableMap<LocalDate, Map<String, Usage>> days = new TreeMap<>();
  private boolean behind;

  private UsageStore(Optional<UsageJournal> journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Opens the store of a folder, which need not exist.
   *
   * @param clock tells the day
   */
  static UsageStore open(Path folder, Clock clock) {
    try {
      UsageJournal journal = UsageJournal.open(folder);
      UsageStore store = new UsageStore(Optional.of(journal), clock);
      journal.read().forEach(store::count);
      store.forgetOldDays();
      journal.replace(store.all());
      return store;
    } catch (IOException e) {
      log.warn(
          "Usage is counted only until the server ends, as it cannot be kept: {}", e.toString());
      return new UsageStore(Optional.empty(), clock);
    }
  }

  /** Adds what a caller has used just now. */
  synchronized void add(String name, Usage usage) {
    DailyUsage daily = new DailyUsage(today(), name, usage);
    count(daily);
    journal.ifPresent(file -> keep(file, daily));
  }

  private void count(DailyUsage daily) {
    days.computeIfAbsent(daily.day(), day -> new HashMap<>())
        .merge(daily.name(), daily.usage(), Usage::plus);
  }

  /** After a line that may be torn, the file must be written anew before another one is added. */
  private void keep(UsageJournal file, DailyUsage daily) {
    try {
      if (behind || file.added() >= LONG_JOURNAL) {
        behind = true;
        forgetOldDays();
        file.replace(all());
      } else {
        file.add(daily);
      }
      behind = false;
    } catch (IOException e) {
      if (!behind) {
        log.error("Usage cannot be kept just now and is tried again: {}", e.toString());
      }
      behind = true;
    }
  }

  /** Has the disk take what was added; nobody who adds waits for that. */
  void force() {
    try {
      Optional<FileDescriptor> file = unforced();
      if (file.isPresent()) {
        file.get().sync();
      }
    } catch (SyncFailedException e) {
      // Written anew meanwhile, and closed; or else the next one fails as well.
      log.debug("Usage could not be synchronized", e);
    } catch (IOException e) {
      log.error("Usage cannot be kept: {}", e.toString());
    }
  }

  private synchronized Optional<FileDescriptor> unforced() throws IOException {
    return journal.isPresent() ? journal.get().unforced() : Optional.empty();
  }

  /** Tokens that a caller has used since a day, that day included. */
  synchronized long tokensSince(LocalDate first, String name) {
    return days.tailMap(first, true).values().stream()
        .mapToLong(day -> day.getOrDefault(name, Usage.NONE).tokens())
        .sum();
  }

  /**
   * What was used, by day and then by name.
   *
   * @param count of days up to today
   * @param names whose usage
   */
  public synchronized List<DailyUsage> history(int count, Predicate<String> names) {
    LocalDate first = today().minusDays(count - 1L);
    return all().stream()
        .filter(daily -> !daily.day().isBefore(first) && names.test(daily.name()))
        .toList();
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private List<DailyUsage> all() {
    List<DailyUsage> all = new ArrayList<>();
    days.forEach(
        (day, callers) ->
            new TreeMap<>(callers)
                .forEach((name, usage) -> all.add(new DailyUsage(day, name, usage))));
    return all;
  }

  private void forgetOldDays() {
    days.headMap(today().minusDays(DAYS), false).clear();
  }

  @Override
  public synchronized void close() {
    try {
      if (journal.isPresent()) {
        journal.get().close();
      }
    } catch (IOException e) {
      log.error("Usage could not be kept: {}", e.toString());
    }
  }
}
