package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.RealModel;
import dev.servllama.testing.RunningServer;
import dev.servllama.testing.ServerKind;
import dev.servllama.testing.ServerSetup;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of requests when the server stops or is undeployed: fault 13. */
class DrainIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int TOKENS = 64;
  private static final int OF_EACH = 4;

  /** Streams and whole answers that are on their way. */
  private record InFlight(List<RawRequest> streams, List<RawRequest> wholes) {

    static InFlight begin(RunningServer server, int tokens) throws IOException {
      InFlight all = new InFlight(new ArrayList<>(), new ArrayList<>());
      for (int i = 0; i < OF_EACH; i++) {
        all.streams.add(RawRequest.chat(server, Chats.of("Count.", tokens, true)));
        all.wholes.add(RawRequest.chat(server, Chats.of("Count.", tokens, false)));
      }
      for (RawRequest stream : all.streams) {
        stream.awaitText();
      }
      new Watched(server).await("all run", LONG, health -> Watched.busy(health) == 2 * OF_EACH);
      return all;
    }

    void assertWhole(RunningServer server) throws IOException {
      for (RawRequest stream : streams) {
        List<String> rest = stream.rest();
        assertEquals("[DONE]", rest.isEmpty() ? "" : rest.get(rest.size() - 1), server::logTail);
      }
      for (RawRequest whole : wholes) {
        String answer = whole.all();
        assertTrue(answer.contains("\"completion_tokens\":" + TOKENS), answer + server.logTail());
      }
    }

    void assertCut(RunningServer server) throws IOException {
      for (RawRequest stream : streams) {
        List<String> rest = stream.rest();
        String last = rest.isEmpty() ? "" : rest.get(rest.size() - 1);
        assertTrue(last.contains("The server is stopping."), last + server.logTail());
      }
      for (RawRequest whole : wholes) {
        String answer = whole.all();
        assertTrue(answer.startsWith("HTTP/1.1 503"), answer + server.logTail());
        assertTrue(answer.contains("The server is stopping."), answer);
      }
    }
  }

  private static RunningServer start(ServerKind kind, String seconds) {
    RealModel.file();
    ServerSetup setup =
        ServerSetup.of(kind)
            .with(
                Map.of(
                    "API_KEYS",
                    ReadyServer.KEY,
                    "PARALLEL",
                    String.valueOf(2 * OF_EACH),
                    "CONTEXT_LENGTH",
                    "2048",
                    "SHUTDOWN_TIMEOUT",
                    seconds))
            // Jetty looks for changes only if it is told to.
            .having(Map.of("start.d/scan.ini", "jetty.deploy.scanInterval=1\n"))
            .at("/llm");
    RunningServer server = RunningServer.start(setup);
    new Watched(server).awaitReady();
    return server;
  }

  @ParameterizedTest
  @EnumSource(names = {"STANDALONE", "JETTY_BASE", "TOMCAT"})
  void saysThatItStopsWhileItFinishesWhatRuns(ServerKind kind)
      throws IOException, InterruptedException {
    try (RunningServer server = start(kind, "300")) {
      InFlight all = InFlight.begin(server, TOKENS);
      long begin = System.nanoTime();
      server.process().destroy();
      Watched watched = new Watched(server);
      watched.until("it stops", LONG, () -> watched.status("health") == 503);
      assertEquals("stopping", Watched.stage(watched.health()));
      assertEquals(200, watched.status("health/live"));
      HttpResponse<String> late = Http.post(server.url("v1/chat/completions"), "{}");
      assertEquals(503, late.statusCode(), late.body());
      assertTrue(Integer.parseInt(late.headers().firstValue("Retry-After").orElse("0")) > 0);
      all.assertWhole(server);
      assertEquals(143, server.awaitExit(Duration.ofSeconds(20)), server::logTail);
      System.out.println(
          "figure: fault 13: "
              + kind
              + " ended after "
              + Watched.seconds(Duration.ofNanos(System.nanoTime() - begin)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JETTY_BASE", "TOMCAT"})
  void finishesWhatRunsWhenItIsUndeployed(ServerKind kind) throws IOException {
    try (RunningServer server = start(kind, "300")) {
      InFlight all = InFlight.begin(server, TOKENS);
      Files.delete(server.folder().resolve("webapps/llm.war"));
      all.assertWhole(server);
      Watched watched = new Watched(server);
      watched.until("undeployed", LONG, () -> watched.status("health/live") == 404);
      watched.until("no child", LONG, () -> server.children().isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STANDALONE", "JETTY_BASE", "TOMCAT"})
  void endsWhatRunsTooLongWithAnError(ServerKind kind) throws IOException {
    try (RunningServer server = start(kind, "1")) {
      InFlight all = InFlight.begin(server, 1900);
      server.process().destroy();
      all.assertCut(server);
      assertEquals(143, server.awaitExit(Duration.ofSeconds(20)), server::logTail);
    }
  }
}
