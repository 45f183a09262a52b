package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients close their connections at every stage, and their slots are free: faults 8 and 48. */
class ClientsThatLeaveIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  /**
   * What was promised is a second on a machine that has nothing else to do; the figures say what it
   * was.
   */
  private static final Duration SOON = Duration.ofSeconds(3);

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
    RawRequest client = RawRequest.chat(server.server(), Chats.of("Count.", 2000, true));
    client.awaitText();
    leave(client, "8 (stream)");
  }

  @Test
  void duringAWholeAnswer() throws IOException {
    RawRequest client = RawRequest.chat(server.server(), Chats.of("Count.", 2000, false));
    watched.await("it runs", LONG, health -> Watched.busy(health) == 1);
    leave(client, "8 (whole)");
  }

  @Test
  void whileTheyWait() throws IOException {
    try (RawRequest first = RawRequest.chat(server.server(), Chats.of("Count.", 2000, true))) {
      first.awaitText();
      for (boolean stream : new boolean[] {true, false}) {
        RawRequest client = RawRequest.chat(server.server(), Chats.of("Count.", 9, stream));
        watched.await("it waits", LONG, health -> Watched.waiting(health) == 1);
        client.close();
        Duration gone = watched.await("it is out", LONG, health -> Watched.waiting(health) == 0);
        figure("8 (waiting)", gone);
        assertTrue(Watched.busy(watched.health()) == 1, "the one that runs goes on");
      }
    }
    watched.awaitIdle(SOON);
  }

  @Test
  void whileTheirPromptIsReadForAStream() throws IOException {
    whileTheirPromptIsRead(true);
  }

  @Test
  void whileTheirPromptIsReadForAWholeAnswer() throws IOException {
    whileTheirPromptIsRead(false);
  }

  private static void whileTheirPromptIsRead(boolean stream) throws IOException {
    // The slot keeps what it has read, so each prompt begins in its own way.
    String prompt = (stream ? "one " : "two ").repeat(6000);
    RawRequest client = RawRequest.chat(server.server(), Chats.of(prompt, 9, stream));
    watched.await("it runs", LONG, health -> Watched.busy(health) == 1);
    leave(client, "48");
  }

  private static void leave(RawRequest client, String fault) throws IOException {
    client.close();
    Duration taken = watched.await("free", LONG, health -> Watched.busy(health) == 0);
    figure(fault, taken);
  }

  private static void figure(String fault, Duration taken) {
    System.out.println("figure: fault " + fault + ": free after " + taken.toMillis() + " ms");
    assertTrue(taken.compareTo(SOON) < 0, taken::toString);
  }
}
