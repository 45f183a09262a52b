package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients close their connections at every stage, and their slots are free: faults 8 and 48. */
@Tag("engine")
class ClientsThatLeaveIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 3;

  private static ReadyServer server;
  private static Watched watched;

  @BeforeAll
  static void start() {
    server = ReadyServer.start(Map.of("PARALLEL", "1"));
    watched = new Watched(server.server());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void isIdle() {
    watched.awaitIdle(LONG);
  }

  @Test
  void asSoonAsTheyHaveAsked() throws IOException {
    for (boolean stream : new boolean[] {true, false, true, false}) {
      RawRequest.chat(server.server(), Chats.of("Count.", 4000, stream)).close();
    }
    long start = System.nanoTime();
    server.ask("v1/chat/completions", Chats.of("Count.", 2, false));
    Duration served = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(
        served.compareTo(Duration.ofSeconds(15)) < 0,
        "The next waited " + served + " for answers that nobody reads");
  }

  @Test
  void duringAStream() throws IOException {
    assertSoon(
        "8 (stream)",
        attempt -> {
          RawRequest client = RawRequest.chat(server.server(), Chats.of("Count.", 2000, true));
          client.awaitText();
          return leave(client);
        });
  }

  @Test
  void duringAWholeAnswer() throws IOException {
    assertSoon(
        "8 (whole)",
        attempt -> {
          RawRequest client = RawRequest.chat(server.server(), Chats.of("Count.", 2000, false));
          watched.await("it runs", LONG, health -> Watched.busy(health) == 1);
          return leave(client);
        });
  }

  @Test
  void whileTheyWait() throws IOException {
    try (RawRequest first = RawRequest.chat(server.server(), Chats.of("Count.", 7000, true))) {
      first.awaitText();
      assertSoon(
          "8 (waiting)",
          attempt -> {
            String chat = Chats.of("Count.", 9, attempt % 2 == 0);
            RawRequest client = RawRequest.chat(server.server(), chat);
            watched.await("it waits", LONG, health -> Watched.waiting(health) == 1);
            client.close();
            return watched.await("it is out", LONG, health -> Watched.waiting(health) == 0);
          });
      assertEquals(1, Watched.busy(watched.health()), "the one that runs goes on");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whileTheirPromptIsRead(boolean stream) throws IOException {
    assertSoon(
        "48",
        attempt -> {
          // The slot keeps what it has read, so each prompt begins in its own way.
          String prompt = ((stream ? "one " : "two ") + attempt + " ").repeat(1200);
          RawRequest client = RawRequest.chat(server.server(), Chats.of(prompt, 9, stream));
          watched.await("it runs", LONG, health -> Watched.busy(health) == 1);
          return leave(client);
        });
  }

  /** Leaves once, in a try of some number; returns how long it took until that was noticed. */
  private interface Leaving {
    Duration take(int attempt) throws IOException;
  }

  private static Duration leave(RawRequest client) throws IOException {
    client.close();
    return watched.await("free", LONG, health -> Watched.busy(health) == 0);
  }

  /** A busy machine only ever adds time, so the best of a few is what the server does. */
  private static void assertSoon(String fault, Leaving leaving) throws IOException {
    List<Long> millis = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      millis.add(leaving.take(attempt).toMillis());
    }
    System.out.println("figure: fault " + fault + ": free after " + millis + " ms");
    assertTrue(Collections.min(millis) <= SOON.toMillis(), millis::toString);
  }
}
