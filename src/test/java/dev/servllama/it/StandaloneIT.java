package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.Folders;
import dev.servllama.testing.ProbeWar;
import dev.servllama.testing.RunningServer;
import dev.servllama.testing.ServerKind;
import dev.servllama.testing.ServerSetup;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the standalone runner answers, all with one server. */
class StandaloneIT {
  @TempDir private static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        RunningServer.start(
            ServerSetup.of(ServerKind.STANDALONE)
                .serving(ProbeWar.create(folder))
                .at("/some/where"));
  }

  @AfterAll
  static void stopAndLeaveNothingBehind() {
    try (RunningServer stopping = server) {
      assertEquals(143, stopping.stop(), stopping::logTail);
      assertEquals(List.of(), Folders.list(stopping.temporaryFolder()));
      assertTrue(
          stopping.log().matches("(\\d\\d:\\d\\d:\\d\\d INFO Probe - asked\n)+"), stopping::log);
    }
  }

  @Test
  void tellsTheApplicationItsAddress() throws IOException, InterruptedException {
    String body = Http.get(server.url("probe.jsp")).body();
    assertTrue(body.contains("address=" + server.baseUrl() + "\n"), body);
    assertTrue(body.contains("path=/some/where\n"), body);
  }

  @Test
  void answersAClientThatAsksForHttp2WithABody() throws IOException, InterruptedException {
    HttpResponse<String> response = Http.post(server.url("probe.jsp"), "x".repeat(100_000));
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("body=100000\n"), response.body());
  }

  @Test
  void doesNotTellWhatItIsMadeOf() throws IOException, InterruptedException {
    var headers = Http.get(server.url("probe.jsp")).headers().map().keySet();
    assertTrue(headers.stream().noneMatch(name -> name.matches("(?i)server|x-powered-by")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../etc/passwd",
        "/a/../b",
        "/a/..",
        "/./a",
        "/%2e%2e/a",
        "/%2E/a",
        "/a%2fb",
        "//a",
        "/a//b",
        "/;x/a",
        "/a;x=1",
        "/..;/a",
        "/a%3bx",
        "/a%00",
        "/%252e",
        "/a%5cb",
        "/%zz",
        "/%c0%ae"
      })
  void refusesAPathOfTwoMeanings(String path) throws IOException {
    assertError(400, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  @Test
  void refusesABrokenRequestLine() throws IOException {
    assertError(400, "GARBAGE\r\n\r\n");
  }

  @Test
  void refusesARequestWithoutHost() throws IOException {
    assertError(400, "GET / HTTP/1.1\r\n\r\n");
  }

  @Test
  void refusesHeadersOfMoreThan16Kilobytes() throws IOException {
    String header = "X-Long: " + "x".repeat(17_000) + "\r\n";
    assertError(431, "GET / HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n");
  }

  @Test
  void refusesThreeThousandHeaders() throws IOException {
    assertError(431, "GET / HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(3_000) + "\r\n");
  }

  @Test
  void refusesAPathOf20Kilobytes() throws IOException {
    assertError(414, "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  @Test
  void knowsNothingOutsideItsContext() throws IOException {
    assertError(404, "PUT / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "WEB-INF/web.xml", "dev/servllama/launch/Main.class"})
  void givesNoFilesAway(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = Http.get(server.url(path));
    assertTrue(List.of(403, 404).contains(response.statusCode()), response::body);
    assertTrue(response.body().startsWith("{\"error\":{\"message\":"), response::body);
  }

  private static void assertError(int status, String request) throws IOException {
    String answer = Http.raw(server.baseUrl(), request);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertTrue(
        body.matches(
            "\\{\"error\":\\{\"message\":\"[^\"]+\",\"type\":\"invalid_request_error\","
                + "\"param\":null,\"code\":null\\}\\}"),
        answer);
  }
}
