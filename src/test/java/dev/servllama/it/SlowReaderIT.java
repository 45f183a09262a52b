package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A client that reads a byte a second: fault 9. What it does not read waits in the system's
 * buffers, and beyond these in the answer's own queue, so its slots are free as soon as for anybody
 * else.
 */
@Tag("engine")
class SlowReaderIT {
  private static final Duration LONG = Duration.ofSeconds(120);
  private static final int SLOTS = 4;
  private static final int FLOODED = 2;
  private static final int TOKENS = 250;

  /** More than this many times as long would be more than chance on a busy machine. */
  private static final int TIMES = 4;

  private static ReadyServer server;
  private static Watched watched;

  @BeforeAll
  static void start() {
    server = ReadyServer.start(Map.of("PARALLEL", String.valueOf(SLOTS)));
    watched = new Watched(server.server());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void holdsUpNobody() throws Exception {
    long alone = millis();
    Duration fast;
    try (RawRequest reader = open()) {
      long start = System.nanoTime();
      reader.all();
      fast = Duration.ofNanos(System.nanoTime() - start);
    }
    try (RawRequest slow = open()) {
      Thread sipping = new Thread(() -> sip(slow), "slow reader");
      sipping.start();
      long beside = millis();
      Duration free = watched.awaitIdle(LONG);
      assertTrue(sipping.isAlive(), "The reader has left by itself");
      System.out.printf(
          "fault 9: read at once in %d ms; read slowly, its slots were free after %d ms;"
              + " another answer took %d ms alone and %d ms beside it%n",
          fast.toMillis(), beside + free.toMillis(), alone, beside);
      assertTrue(beside + free.toMillis() < TIMES * fast.toMillis(), "It holds its slots");
      sipping.interrupt();
    }
  }

  /** Several long answers to one request, which are being made when this returns. */
  private static RawRequest open() throws IOException {
    RawRequest request = RawRequest.open(server.server(), 1024);
    request.post(
        "/v1/chat/completions",
        Chats.of("Count.", TOKENS, true).replace("'stream'", "'n':" + FLOODED + ",'stream'"));
    watched.await("it runs", LONG, health -> Watched.busy(health) == FLOODED);
    return request;
  }

  private static void sip(RawRequest slow) {
    try {
      while (slow.read() >= 0) {
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (IOException | InterruptedException e) {
      // The test is over.
    }
  }

  private static long millis() {
    long start = System.nanoTime();
    server.ask("v1/chat/completions", Chats.of("Hi.", 16, false));
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
