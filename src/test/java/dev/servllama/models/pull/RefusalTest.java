package dev.servllama.models.pull;

import static dev.servllama.models.pull.PullFixture.CONTENT;
import static dev.servllama.models.pull.PullFixture.FILE;
import static dev.servllama.models.pull.PullFixture.files;
import static dev.servllama.models.pull.PullFixture.known;
import static dev.servllama.models.pull.PullFixture.puller;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
  private static final RemoteModel UNKNOWN = RemoteModel.parse("hf:some/repo/" + FILE);

  @TempDir Path folder;

  private String refusal(RemoteModel model, TestServer.Handler handler) throws IOException {
    try (TestServer hub = new TestServer(handler)) {
      String message =
          assertThrows(
                  UnavailableException.class,
                  () -> puller(folder, hub.uri()).pull(model, bytes -> {}))
              .getMessage();
      assertEquals(List.of(), files(folder));
      return message;
    }
  }

  @Test
  void refusesAFileOfTheWrongHash() throws IOException {
    byte[] other = CONTENT.clone();
    other[CONTENT.length / 2]++;

    String message = refusal(known(), new FileHandler(other));

    assertTrue(message.contains("SHA-256"), message);
  }

  @Test
  void checksTheHashThatTheEndpointTells() throws IOException {
    String message =
        refusal(
            UNKNOWN,
            (request, out) -> {
              TestServer.head(
                  out,
                  200,
                  "X-Linked-ETag: \"" + "0".repeat(64) + "\"",
                  "Content-Length: " + CONTENT.length);
              out.write(CONTENT);
            });

    assertTrue(message.contains("SHA-256"), message);
  }

  @Test
  void refusesAFileOfTheWrongLength() throws IOException {
    String message = refusal(known(), new FileHandler(PullFixture.content(1000)));

    assertTrue(message.contains("1000 bytes instead of " + CONTENT.length), message);
  }

  @Test
  void refusesALengthOtherThanTheEndpointPromised() throws IOException {
    String message =
        refusal(
            UNKNOWN,
            (request, out) ->
                TestServer.head(out, 200, "X-Linked-Size: 7", "Content-Length: " + 1000));

    assertTrue(message.contains("1000 bytes where the endpoint promised 7"), message);
  }

  @Test
  void refusesABodyWithoutEnd() throws IOException {
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);

    String message =
        refusal(
            known(),
            (request, out) -> {
              TestServer.head(out, 200, "Transfer-Encoding: chunked");
              while (true) {
                out.write(chunk);
              }
            });

    assertTrue(message.contains("more than the " + CONTENT.length + " bytes"), message);
  }

  @Test
  void refusesAFileOfUnknownLength() throws IOException {
    String message =
        refusal(UNKNOWN, (request, out) -> TestServer.head(out, 200, "Transfer-Encoding: chunked"));

    assertTrue(message.contains("does not say how large"), message);
  }

  @Test
  void refusesAWebPageInTheFilesPlace() throws IOException {
    byte[] page = "<html>please log in</html>".getBytes(StandardCharsets.US_ASCII);

    String message = refusal(UNKNOWN, new FileHandler(page));

    assertTrue(message.contains("no GGUF file"), message);
  }

  @Test
  void readsChunks() throws IOException {
    try (TestServer hub =
        new TestServer(
            (request, out) -> {
              TestServer.head(out, 200, "Transfer-Encoding: chunked");
              for (int start = 0; start < CONTENT.length; start += 1000) {
                out.write("3e8;x=y\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(CONTENT, start, 1000);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
              }
              out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            })) {
      Path file = puller(folder, hub.uri()).pull(known(), bytes -> {});

      assertArrayEquals(CONTENT, Files.readAllBytes(file));
    }
  }

  @ParameterizedTest
  @CsvSource({"401, HF_TOKEN", "403, HF_TOKEN", "404, there is no model.gguf", "418, status 418"})
  void saysWhyTheServerRefuses(int status, String reason) throws IOException {
    String message =
        refusal(known(), (request, out) -> TestServer.head(out, status, "Content-Length: 0"));

    assertTrue(message.contains(reason), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-x\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 300000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
      })
  void refusesAnswersThatAreNoHttp(String answer) throws IOException {
    String message =
        refusal(known(), (request, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));

    assertTrue(message.toLowerCase(Locale.ROOT).contains("the answer"), message);
  }

  @Test
  void refusesAHeadWithoutEnd() throws IOException {
    byte[] header = "X-More: and more\r\n".getBytes(StandardCharsets.US_ASCII);

    String message =
        refusal(
            known(),
            (request, out) -> {
              TestServer.head(out, 100);
              out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
              while (true) {
                out.write(header);
              }
            });

    assertTrue(message.contains("head is larger"), message);
  }

  @Test
  void namesAHostThatCannotBeReached() throws IOException {
    int port;
    try (TestServer gone = new TestServer((request, out) -> {})) {
      port = gone.port();
    }
    String message =
        assertThrows(
                UnavailableException.class,
                () ->
                    puller(folder, URI.create("http://127.0.0.1:" + port))
                        .pull(known(), bytes -> {}))
            .getMessage();

    assertTrue(message.contains("127.0.0.1:" + port + " cannot be reached"), message);
  }
}
