package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.Folders;
import dev.servllama.testing.ProbeWar;
import dev.servllama.testing.RefusingListener;
import dev.servllama.testing.RunningServer;
import dev.servllama.testing.ServerKind;
import dev.servllama.testing.ServerSetup;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the standalone runner starts, stops, and deploys again. */
@Tag("engine")
class StandaloneLifeIT {
  @TempDir private Path folder;
  private ServerSetup setup;

  @BeforeEach
  void makeWar() throws IOException {
    setup = ServerSetup.of(ServerKind.STANDALONE).serving(ProbeWar.create(folder));
  }

  @Test
  void finishesWhatIsInFlightBeforeItStops() throws IOException, InterruptedException {
    try (RunningServer server = RunningServer.start(setup)) {
      HttpRequest request = HttpRequest.newBuilder(server.url("slow.jsp")).build();
      try (InputStream answer =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.ofInputStream())
              .body()) {
        String begin = new String(answer.readNBytes(7), StandardCharsets.UTF_8);
        server.process().destroy();
        String rest = new String(answer.readAllBytes(), StandardCharsets.UTF_8);

        assertEquals("line 1\nline 2\nline 3\n", (begin + rest).stripTrailing() + "\n");
      }
      assertEquals(143, server.awaitExit(Duration.ofSeconds(10)), server::logTail);
      assertEquals(List.of(), Folders.list(server.temporaryFolder()));
    }
  }

  @Test
  void sweepsWhatAKilledOneHasLeftButNotWhatALivingOneHas() {
    try (RunningServer killed = RunningServer.start(setup)) {
      Path shared = killed.temporaryFolder();
      killed.kill();
      List<String> left = Folders.list(shared);
      assertEquals(1, left.size());

      try (RunningServer first =
              RunningServer.start(setup.with(Map.of("TEST_TMP", shared.toString())));
          RunningServer second =
              RunningServer.start(setup.with(Map.of("TEST_TMP", shared.toString())))) {
        List<String> now = Folders.list(shared);
        assertEquals(2, now.size());
        assertFalse(now.containsAll(left));
        assertEquals(143, second.stop(), second::logTail);
        assertEquals(143, first.stop(), first::logTail);
        assertEquals(List.of(), Folders.list(shared));
      }
    }
  }

  @Test
  void saysThatThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      assertRefuses(
          Map.of("PORT", port),
          "Port " + port + " of 127.0.0.1 is taken by another program; set PORT to a free one.\n");
    }
  }

  @Test
  void saysThatThePortIsWrong() {
    assertRefuses(
        Map.of("PORT", "http"), "PORT must be a whole number from 0 to 65535, not \"http\".\n");
  }

  @Test
  void saysInTheApplicationsWordsWhyItDoesNotStart() throws IOException {
    setup = setup.serving(ProbeWar.createRefusing(folder));
    assertRefuses(Map.of(), RefusingListener.MESSAGE + "\n");
  }

  @Test
  void deploysTheWarAgainWhenItChanges() throws IOException, InterruptedException {
    try (RunningServer server = RunningServer.start(setup.with(Map.of("RELOAD", "true")))) {
      assertEquals(404, Http.get(server.url("new.jsp")).statusCode());
      Path changed = Files.copy(setup.war(), folder.resolve("changed.war"));
      try (FileSystem zip = FileSystems.newFileSystem(changed)) {
        Files.writeString(zip.getPath("new.jsp"), "new here");
      }
      // Into the same file, as a build does: the launcher has been loaded from it.
      Files.write(setup.war(), Files.readAllBytes(changed));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      HttpResponse<String> response = Http.get(server.url("new.jsp"));
      while (response.statusCode() != 200 && System.nanoTime() < deadline) {
        response = Http.get(server.url("new.jsp"));
      }
      assertEquals("new here", response.body(), server::logTail);
      assertTrue(Http.get(server.url("probe.jsp")).body().contains("" + server.baseUrl()));
      assertEquals(143, server.stop(), server::logTail);
      assertEquals(List.of(), Folders.list(server.temporaryFolder()));
    }
  }

  private void assertRefuses(Map<String, String> environment, String sentence) {
    try (RunningServer server = RunningServer.launch(setup.with(environment))) {
      assertEquals(1, server.awaitExit(Duration.ofSeconds(30)));
      assertEquals(sentence, server.log());
      assertEquals(List.of(), Folders.list(server.temporaryFolder()));
    }
  }
}
