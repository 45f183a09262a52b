package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.RunningServer;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies as no library would send them: faults 15, 23 and 47. */
class RawHttpIT {
  private static final String BODY = Chats.brief().replace('\'', '"');
  private static ReadyServer ready;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    ready = ReadyServer.start(Map.of("CONTEXT_LENGTH", "256", "MAX_BODY_BYTES", "100000"));
    server = ready.server();
  }

  @AfterAll
  static void stop() {
    ready.close();
  }

  @Test
  void answersJavasOwnClientThatAsksForHttp2() {
    HttpResponse<String> response = ready.post("v1/chat/completions", BODY);
    assertEquals(200, response.statusCode(), response::body);
  }

  @Test
  void readsABodyOfChunks() throws IOException {
    String chunks =
        Integer.toHexString(BODY.length() - 1)
            + "\r\n"
            + BODY.substring(0, BODY.length() - 1)
            + "\r\n1\r\n}\r\n0\r\n\r\n";
    assertStatus(200, head("Transfer-Encoding: chunked\r\n") + chunks);
  }

  @Test
  void refusesABodyOfChunksWithoutEnd() throws IOException {
    try (RawRequest request = RawRequest.open(server)) {
      request.send(head("Transfer-Encoding: chunked\r\n"));
      String chunk = "3e8\r\n" + " ".repeat(1000) + "\r\n";
      try {
        for (int i = 0; i < 200; i++) {
          request.send(chunk);
        }
      } catch (SocketException refused) {
        // It need not read what it has refused.
      }
      String line = request.line().orElseThrow();
      assertTrue(line.startsWith("HTTP/1.1 413"), line);
    }
  }

  @Test
  void refusesALengthThatIsTooLargeBeforeTheBodyComes() throws IOException {
    assertStatus(413, head("Content-Length: 100000000\r\n"));
  }

  @Test
  void saysGoOnToWhoeverAsksFirst() throws IOException {
    try (RawRequest request = RawRequest.open(server)) {
      request.send(head("Content-Length: " + BODY.length() + "\r\nExpect: 100-continue\r\n"));
      assertEquals("HTTP/1.1 100 Continue", request.line().orElseThrow().strip());
      request.send(BODY);
      assertTrue(request.all().contains("HTTP/1.1 200"));
    }
  }

  @Test
  void readsJsonThatCallsItselfAForm() throws IOException {
    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
    assertStatus(200, head(form + "Content-Length: " + BODY.length() + "\r\n") + BODY);
  }

  @Test
  void refusesWhatIsNotPlainJson() throws IOException {
    assertStatus(
        415, head("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 0\r\n"));
    assertStatus(415, head("Content-Encoding: gzip\r\nContent-Length: 0\r\n"));
  }

  @Test
  void answersOthersWhileRequestsAreHalfSent() throws IOException {
    try (RawRequest head = RawRequest.open(server);
        RawRequest body = RawRequest.open(server)) {
      head.send("POST /v1/chat/completions HTTP/1.1\r\nHost: loc");
      body.send(head("Content-Length: " + BODY.length() + "\r\n") + BODY.substring(0, 20));
      assertEquals(200, ready.post("v1/chat/completions", BODY).statusCode());
      body.send(BODY.substring(20));
      assertTrue(body.all().startsWith("HTTP/1.1 200"));
    }
  }

  private static void assertStatus(int status, String request) throws IOException {
    try (RawRequest raw = RawRequest.open(server)) {
      raw.send(request);
      String answer = raw.all();
      assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
    }
  }

  private static String head(String more) {
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Authorization: Bearer "
        + ReadyServer.KEY
        + "\r\n"
        + more
        + "\r\n";
  }
}
