package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.testing.Folders;
import dev.servllama.testing.RealModel;
import dev.servllama.testing.RunningServer;
import dev.servllama.testing.Scripts;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
      // The first may have lived so long that its death does not count.
      ProcessHandle engine = watched.engine().orElseThrow();
      engine.destroyForcibly();
      engine = watched.awaitEngineAfter(engine.pid(), LONG);
      long begin = System.nanoTime();
      long before = begin;
      List<Duration> gaps = new ArrayList<>();
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
      assertEquals(6, Watched.restarts(watched.health()));
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
  void isKeptWhenTheWholeServerStandsStillForAWhile() throws InterruptedException {
    try (ReadyServer server = ReadyServer.start(Map.of("CONTEXT_LENGTH", "256"))) {
      Watched watched = new Watched(server.server());
      ProcessHandle engine = watched.engine().orElseThrow();

      Watched.signal("STOP", server.server().process());
      Watched.signal("STOP", engine);
      // Longer than a silent engine is waited for.
      TimeUnit.SECONDS.sleep(12);
      Watched.signal("CONT", server.server().process());
      // An engine takes a moment until it answers again.
      TimeUnit.SECONDS.sleep(1);
      Watched.signal("CONT", engine);

      assertEquals(200, server.post("v1/chat/completions", Chats.brief()).statusCode());
      assertEquals(0, Watched.restarts(watched.health()));
      assertEquals(engine.pid(), watched.engine().orElseThrow().pid());
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
  void saysThatAContextIsTooLargeForTheMemoryAndStaysUp(@TempDir Path models) throws IOException {
    byte[] model = Files.readAllBytes(RealModel.file());
    putTrainedContext(model, 16_000_000);
    Files.write(models.resolve("Long.gguf"), model);
    try (RunningServer server =
        RunningServer.standalone(
            Map.of("CONTEXT_LENGTH", "16000000", "MODELS_DIR", models.toString()))) {
      Watched watched = new Watched(server);
      watched.await("it has failed", LONG, health -> Watched.stage(health).equals("failed"));
      String detail = watched.health().path("detail").asText();
      assertTrue(detail.contains("CONTEXT_LENGTH") && detail.contains("GiB"), detail);
    }
  }

  @Test
  void givesNoMoreContextThanTheModelWasTrainedFor() {
    try (ReadyServer server =
        ReadyServer.start(Map.of("CONTEXT_LENGTH", "16384", "PARALLEL", "1"))) {
      String tooLong = Chats.of("word ".repeat(8200), 4, false);
      HttpResponse<String> refused = server.post("v1/chat/completions", tooLong);

      assertEquals(400, refused.statusCode(), refused::body);
      JsonNode error = ReadyServer.tree(refused.body()).get("error");
      assertEquals("context_length_exceeded", error.get("code").asText());
      assertTrue(error.get("message").asText().contains("8192"), error::toString);
      assertTrue(
          server.server().log().contains("CONTEXT_LENGTH is 16384"), server.server()::logTail);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void givesUpAModelThatEveryProcessDiesOf(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path program =
        Scripts.write(
            folder.resolve("llama-server"),
            "[ \"$1\" = --version ] && echo version: 1 && exit\nkill -ABRT $$");
    try (RunningServer server =
        RunningServer.standalone(
            Map.of(
                "ENGINE",
                "llama-server",
                "LLAMA_SERVER",
                program.toString(),
                "REQUIRE_API_KEY",
                "false"))) {
      Watched watched = new Watched(server);
      watched.await("it has failed", LONG, health -> Watched.stage(health).equals("failed"));

      String detail = watched.health().path("detail").asText();
      assertTrue(detail.contains("died of it 3 times, the last time with signal 6"), detail);
      HttpResponse<String> refused =
          Http.post(server.url("v1/chat/completions"), Chats.brief().replace('\'', '"'));
      assertEquals(503, refused.statusCode(), refused::body);
      assertTrue(refused.headers().firstValue("retry-after").isPresent(), refused::body);
    }
  }

  /** Changes the number in the file: a name, the type of the value, the value. */
  private static void putTrainedContext(byte[] model, int tokens) {
    String name = "llama.context_length";
    int at = new String(model, 0, 1 << 16, StandardCharsets.ISO_8859_1).indexOf(name);
    ByteBuffer.wrap(model)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(at + name.length() + Integer.BYTES, tokens);
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
