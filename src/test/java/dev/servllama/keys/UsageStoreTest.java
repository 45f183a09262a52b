package dev.servllama.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageStoreTest {
  private static final Usage ONE = new Usage(1, 10, 5, 2);
  private static final int KILLS = 5;

  @TempDir private Path folder;
  private final TestTime time = new TestTime();

  @Test
  void remembersWhatWasUsedByDayAndName() {
    try (UsageStore store = UsageStore.open(folder, time)) {
      store.add("bob", ONE);
      store.add("a b\nc %", ONE);
      time.pass(Duration.ofDays(1));
      store.add("bob", ONE);
      store.add("bob", ONE);
    }
    try (UsageStore store = UsageStore.open(folder, time)) {
      LocalDate today = LocalDate.parse("2026-11-25");
      assertEquals(
          List.of(
              new DailyUsage(today.minusDays(1), "a b\nc %", ONE),
              new DailyUsage(today.minusDays(1), "bob", ONE),
              new DailyUsage(today, "bob", ONE.plus(ONE))),
          store.history(2, name -> true));
      assertEquals(List.of(), store.history(1, "nobody"::equals));
      assertEquals(45, store.tokensSince(today.minusDays(1), "bob"));
      assertEquals(30, store.tokensSince(today, "bob"));
    }
  }

  @Test
  void forgetsDaysThatAreLongPast() {
    try (UsageStore store = UsageStore.open(folder, time)) {
      store.add("bob", ONE);
    }
    time.pass(Duration.ofDays(UsageStore.DAYS + 1L));
    UsageStore.open(folder, time).close();

    assertEquals(0, log().toFile().length());
  }

  /** Fault 28. */
  @Test
  void aTornLineCostsThatLineOnly() throws IOException {
    try (UsageStore store = UsageStore.open(folder, time)) {
      store.add("bob", ONE);
      store.add("bob", ONE);
      store.add("bob", ONE);
    }
    byte[] lines = Files.readAllBytes(log());
    lines[lines.length / 2] ^= 1;
    Files.write(log(), lines);
    Files.writeString(log(), "12345678 2026-11", StandardOpenOption.APPEND);

    try (UsageStore store = UsageStore.open(folder, time)) {
      store.add("bob", ONE);
      assertEquals(ONE.plus(ONE).plus(ONE), store.history(1, name -> true).get(0).usage());
    }
    try (UsageStore store = UsageStore.open(folder, time)) {
      assertEquals(3, store.history(1, name -> true).get(0).usage().requests());
    }
  }

  /** Fault 27. */
  @Test
  void aSecondServerCountsForItselfAndHarmsNothing() {
    try (UsageStore first = UsageStore.open(folder, time)) {
      try (UsageStore second = UsageStore.open(folder, time)) {
        second.add("bob", ONE);
        assertEquals(1, second.history(1, name -> true).size());
      }
      first.add("carol", ONE);
    }
    try (UsageStore again = UsageStore.open(folder, time)) {
      assertEquals(
          List.of("carol"), again.history(1, n -> true).stream().map(DailyUsage::name).toList());
    }
  }

  @Test
  void countsInMemoryWhereNothingCanBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (UsageStore store = UsageStore.open(file, time)) {
      store.add("bob", ONE);
      assertEquals(15, store.tokensSince(LocalDate.parse("2026-11-24"), "bob"));
    }
  }

  @Test
  void anInterruptedThreadLosesNothing() {
    try (UsageStore store = UsageStore.open(folder, time)) {
      Thread.currentThread().interrupt();
      store.add("bob", ONE);
      assertTrue(Thread.interrupted());
      store.add("bob", ONE);
    }
    try (UsageStore store = UsageStore.open(folder, time)) {
      assertEquals(2, store.history(1, name -> true).get(0).usage().requests());
    }
  }

  /** Whatever a process that is killed had said that it counted is there, and nothing twice. */
  @Test
  void losesNothingWhenItsProcessIsKilled() throws IOException, InterruptedException {
    long said = 0;
    for (int i = 0; i < KILLS; i++) {
      said += countedUntilKilled();
    }
    try (UsageStore store = UsageStore.open(folder, Clock.systemUTC())) {
      long kept =
          store.history(2, name -> true).stream().mapToLong(day -> day.usage().requests()).sum();
      System.out.println(
          "figure: usage after " + KILLS + " kills: " + said + " said, " + kept + " kept");
      // One at most may have been counted and not yet said at each kill.
      assertTrue(kept >= said && kept <= said + KILLS, said + " said, " + kept + " kept");
    }
  }

  private long countedUntilKilled() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Counting.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long last = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // The last line may be torn.
        last = line.length() == 10 ? Long.parseLong(line) : last;
        if (last == 1_000) {
          // The process itself would close its streams as well.
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    assertTrue(last >= 1_000, "it ended early");
    return last;
  }

  /** Counts until it is killed, and says how far it has come. */
  static final class Counting {
    public static void main(String[] arguments) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
      UsageStore store = UsageStore.open(Path.of(arguments[0]), Clock.systemUTC());
      for (long i = 1; true; i++) {
        store.add("child", new Usage(1, 1, 1, 0));
        out.print("%010d\n".formatted(i));
        out.flush();
      }
    }
  }

  private Path log() {
    return folder.resolve("usage.log");
  }
}
