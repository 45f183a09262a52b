package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that reads a byte a second: fault 9. */
class SlowReaderIT {
  private static final int SLOTS = 4;
  private static final int FLOODED = 2;

  /** The container's own patience with a client that takes nothing is half a minute. */
  private static final Duration CUT = Duration.ofSeconds(180);

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
  void losesItsStreamAndHarmsNobody() throws Exception {
    long before = millis();
    try (RawRequest slow = RawRequest.open(server.server(), 1024)) {
      slow.post("/v1/chat/completions", flood());
      watched.await("it runs", Duration.ofSeconds(60), health -> Watched.busy(health) == FLOODED);
      Thread reader = new Thread(() -> sip(slow), "slow reader");
      reader.start();
      long beside = millis();
      Duration cut = watched.awaitIdle(CUT);
      System.out.printf(
          "fault 9: cut after %d s; an answer before took %d ms, beside it %d ms%n",
          cut.toSeconds(), before, beside);
      assertTrue(reader.isAlive(), "The reader has left by itself");
      reader.interrupt();
    }
  }

  /** More than the connection holds: several answers as long as may be. */
  private static String flood() {
    return Chats.of("Count.", 8000, true).replace("'stream'", "'n':" + FLOODED + ",'stream'");
  }

  private static void sip(RawRequest slow) {
    try {
      while (slow.read() >= 0) {
        TimeUnit.SECONDS.sleep(1);
      }
      // The end has come; whoever is slow has not got there yet.
      TimeUnit.SECONDS.sleep(CUT.toSeconds());
    } catch (IOException | InterruptedException e) {
      // The test is over, or the server has cut the stream.
    }
  }

  private static long millis() {
    long start = System.nanoTime();
    server.ask("v1/chat/completions", Chats.of("Hi.", 16, false));
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
