package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.testing.Folders;
import dev.servllama.testing.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine's process dies, hangs, or loses its parent: faults 1 to 4 and 6. */
@Tag("engine")
class EngineDeathIT {
  private static final Duration LONG = Duration.ofSeconds(120);

  @Test
  void failsWhatIsUnderWayAndServesWhatWaitsWhenItIsKilled() throws IOException {
    try (ReadyServer server =
        ReadyServer.start(Map.of("PARALLEL", "8", "CONTEXT_LENGTH", "1024"))) {
      Watched watched = new Watched(server.server());
      List<RawRequest> running = streams(server, 900);
      for (RawRequest stream : running) {
        stream.awaitText();
      }
      List<RawRequest> waiting = streams(server, 4);
      watched.await("8 wait", LONG, health -> Watched.waiting(health) == 8);

      long killed = System.nanoTime();
      watched.engine().orElseThrow().destroyForcibly();
      JsonNode gap = watched.health();
      while (Watched.stage(gap).equals("ready")) {
        gap = watched.health();
      }
      for (RawRequest stream : running) {
        List<String> rest = stream.rest();
        String last = rest.get(rest.size() - 1);
        assertEquals("engine_failed", ReadyServer.tree(last).at("/error/code").asText(), last);
        stream.close();
      }
      waiting.get(0).awaitText();
      Duration first = Duration.ofNanos(System.nanoTime() - killed);
      for (RawRequest stream : waiting) {
        List<String> rest = stream.rest();
        assertEquals("[DONE]", rest.get(rest.size() - 1), rest::toString);
        stream.close();
      }

      assertEquals("restarting", Watched.stage(gap), gap::toString);
      assertEquals("unavailable", gap.path("status").asText(), gap::toString);
      assertTrue(gap.path("detail").asText().contains("signal 9"), gap::toString);
      watched.awaitIdle(LONG);
      assertEquals(1, Watched.restarts(watched.health()));
      System.out.println("figure: fault 1: next first token after " + Watched.seconds(first));
    }
  }

  @Test
  void isStartedLessAndLessOftenWhenItKeepsDying() {
    try (ReadyServer server = ReadyServer.start(Map.of("CONTEXT_LENGTH", "256"))) {
      Watched watched = new Watched(server.server());
      long begin = System.nanoTime();
      long before = begin;
      List<Duration> gaps = new ArrayList<>();
      ProcessHandle engine = watched.engine().orElseThrow();
      for (int i = 0; i < 5; i++) {
        engine.destroyForcibly();
        if (i == 4) {
          watched.await(
              "the health says when it is started again",
              LONG,
              health -> health.path("detail").asText().matches(".* started again in \\d+ s\\."));
        }
        engine = watched.awaitEngineAfter(engine.pid(), LONG);
        long now = System.nanoTime();
        gaps.add(Duration.ofNanos(now - before));
        before = now;
      }
      double minutes = (before - begin) / 60e9;

      assertTrue(gaps.get(4).toSeconds() >= 7, gaps::toString);
      assertTrue(gaps.get(3).toSeconds() >= 3, gaps::toString);
      System.out.printf("figure: fault 2: %.0f starts a minute, %s%n", 5 / minutes, gaps);
      watched.awaitReady();
      assertEquals(5, Watched.restarts(watched.health()));
    }
  }

  @Test
  void isReplacedWhenItStopsAnswering() {
    try (ReadyServer server = ReadyServer.start(Map.of("CONTEXT_LENGTH", "256"))) {
      Watched watched = new Watched(server.server());
      ProcessHandle engine = watched.engine().orElseThrow();

      Watched.signal("STOP", engine);
      Duration found =
          watched.until("it is found", LONG, () -> Watched.restarts(watched.health()) == 1);

      assertFalse(engine.isAlive());
      watched.awaitReady();
      assertEquals(200, server.post("v1/chat/completions", Chats.brief()).statusCode());
      System.out.println("figure: fault 3: found after " + Watched.seconds(found));
    }
  }

  @Test
  void endsWithItsParentAndItsFolderIsGoneAtTheNextStart()
      throws ExecutionException, InterruptedException, TimeoutException {
    try (ReadyServer server = ReadyServer.start(Map.of("CONTEXT_LENGTH", "256"))) {
      RunningServer killed = server.server();
      ProcessHandle engine = new Watched(killed).engine().orElseThrow();
      CompletableFuture<ProcessHandle> end = engine.onExit();
      long start = System.nanoTime();
      killed.kill();
      end.get(10, TimeUnit.SECONDS);
      Duration ended = Duration.ofNanos(System.nanoTime() - start);
      Path shared = killed.temporaryFolder();
      List<String> left = engineFolders(shared);
      assertEquals(1, left.size(), left::toString);

      try (ReadyServer next =
          ReadyServer.start(Map.of("CONTEXT_LENGTH", "256", "TEST_TMP", shared.toString()))) {
        List<String> now = engineFolders(shared);
        assertEquals(1, now.size(), now::toString);
        assertFalse(now.containsAll(left), now::toString);
        assertEquals(143, next.server().stop());
      }
      assertEquals(List.of(), Folders.list(shared));
      System.out.println("figure: fault 4: ended after " + Watched.seconds(ended));
    }
  }

  @Test
  void saysThatAContextIsTooLargeForTheMemoryAndStaysUp() {
    try (RunningServer server =
        RunningServer.standalone(Map.of("CONTEXT_LENGTH", "16000000", "API_KEYS", "sk-x"))) {
      Watched watched = new Watched(server);
      watched.await("it has failed", LONG, health -> Watched.stage(health).equals("failed"));
      String detail = watched.health().path("detail").asText();
      assertTrue(detail.contains("CONTEXT_LENGTH") && detail.contains("GiB"), detail);
    }
  }

  private static List<String> engineFolders(Path folder) {
    return Folders.list(folder).stream()
        .filter(name -> name.startsWith("servllama-engine-"))
        .toList();
  }

  private static List<RawRequest> streams(ReadyServer server, int tokens) throws IOException {
    List<RawRequest> streams = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      streams.add(RawRequest.chat(server.server(), Chats.of("Count.", tokens, true)));
    }
    return streams;
  }
}
