package dev.servllama.models.pull;

import static dev.servllama.models.pull.PullFixture.CONTENT;
import static dev.servllama.models.pull.PullFixture.files;
import static dev.servllama.models.pull.PullFixture.known;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.UnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  private static final String TOKEN = "hf_secret";

  @TempDir Path folder;

  private ModelPuller puller(TestServer hub, HostResolver resolver) {
    PullEnvironment base = PullFixture.environment();
    PullEnvironment environment =
        new PullEnvironment(
            resolver, base.reachable(), base.tls(), base.space(), base.limits(), base.pips());
    return new ModelPuller(new PullSettings(folder, hub.uri(), Optional.of(TOKEN)), environment);
  }

  private static TestServer redirecting(String location) throws IOException {
    return new TestServer(
        (request, out) ->
            TestServer.head(
                out,
                302,
                "Location: " + location,
                "X-Linked-Size: " + CONTENT.length,
                "X-Linked-ETag: \"" + PullFixture.sha256(CONTENT) + "\"",
                "Content-Length: 0"));
  }

  @Test
  void followsToAnotherHostAndKeepsTheTokenFromIt() throws IOException {
    try (TestServer cdn = new TestServer(new FileHandler(CONTENT));
        TestServer hub = redirecting("http://cdn.test:" + cdn.port() + "/a%20b?sig=1%2F2")) {
      RemoteModel model = RemoteModel.parse("hf:some/repo/model.gguf");

      Path file = puller(hub, PullFixture::resolve).pull(model, bytes -> {});

      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertEquals(folder.resolve("some/repo/model.gguf"), file);
      assertEquals("/some/repo/resolve/main/model.gguf", hub.requests().get(0).path());
      assertEquals("Bearer " + TOKEN, hub.requests().get(0).header("authorization"));
      assertEquals("/a%20b?sig=1%2F2", cdn.requests().get(0).path());
      assertEquals("cdn.test:" + cdn.port(), cdn.requests().get(0).header("host"));
      assertNull(cdn.requests().get(0).header("authorization"));
    }
  }

  @Test
  void followsARepositoryToItsNewNameOnTheEndpoint() throws IOException {
    FileHandler file = new FileHandler(CONTENT);
    try (TestServer hub =
        new TestServer(
            (request, out) -> {
              if (request.path().equals("/renamed")) {
                file.answer(request, out);
              } else {
                TestServer.head(out, 307, "Location: /renamed", "Content-Length: 0");
              }
            })) {
      puller(hub, PullFixture::resolve).pull(known(), bytes -> {});

      assertEquals("Bearer " + TOKEN, hub.requests().get(1).header("authorization"));
    }
  }

  @Test
  void keepsTheTokenFromAnotherPortOfTheSameHost() throws IOException {
    PullEnvironment base = PullFixture.environment();
    try (TestServer other = new TestServer(new FileHandler(CONTENT));
        TestServer hub = redirecting("http://127.0.0.1:" + other.port() + "/")) {
      ModelPuller lenient =
          new ModelPuller(
              new PullSettings(folder, hub.uri(), Optional.of(TOKEN)),
              new PullEnvironment(
                  base.resolver(),
                  address -> true,
                  base.tls(),
                  base.space(),
                  base.limits(),
                  base.pips()));

      lenient.pull(known(), bytes -> {});

      assertNull(other.requests().get(0).header("authorization"));
    }
  }

  @Test
  void doesNotTrustTheEndpointAgainAfterHavingLeftIt() throws IOException {
    try (TestServer hub = new TestServer(this::hubThatIsReturnedTo)) {
      String message = refusal(puller(hub, PullFixture::resolve));

      assertTrue(message.contains("an inner address"), message);
      assertEquals(2, hub.requests().size());
      assertNull(hub.requests().get(1).header("authorization"));
    }
  }

  /** The same server is the endpoint by one name and the other host by another. */
  private void hubThatIsReturnedTo(TestServer.Request request, OutputStream out)
      throws IOException {
    String host = request.header("host");
    String port = host.substring(host.indexOf(':'));
    String next = host.startsWith("cdn.test") ? "127.0.0.1" : "cdn.test";
    TestServer.head(out, 302, "Location: http://" + next + port + "/", "Content-Length: 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://cdn.test/",
        "http://127.1:PORT/",
        "http://0x7f000001:PORT/",
        "http://0x7f.1:PORT/",
        "http://0177.0.0.1:PORT/",
        "http://2130706433:PORT/",
        "http://127.0.0.1:PORT/",
        "http://localhost:PORT/",
        "http://0.0.0.0:PORT/",
        "http://[::]:PORT/",
        "http://[::1]:PORT/",
        "http://[::ffff:127.0.0.1]:PORT/",
        "http://[::ffff:10.0.0.1]:PORT/",
        "http://[::ffff:7f00:1]:PORT/",
        "http://[::127.0.0.1]:PORT/",
        "http://[64:ff9b::7f00:1]:PORT/",
        "http://[fe80::1%25lo]:PORT/",
        "http://169.254.169.254/latest/meta-data/",
        "http://inner.test:PORT/",
        "http://nowhere.test:PORT/",
        "http://user:pass@cdn.test:PORT/",
        "http://cdn.test@127.0.0.1:PORT/",
        "http://127.0.0.1:PORT#@cdn.test/",
        "http://127.0.0.1:PORT\\@cdn.test/",
        "http://cdn.test:99999/",
        "//127.0.0.1:PORT/",
        "http:///",
        "http://cdn test/",
      })
  void refusesTheRedirect(String location) throws IOException {
    try (TestServer trap = new TestServer(new FileHandler(CONTENT));
        TestServer hub = redirecting(location.replace("PORT", "" + trap.port()))) {
      String message = refusal(puller(hub, PullFixture::resolve));

      assertTrue(message.matches(".*(redirect|cannot be resolved).*"), message);
      assertEquals(List.of(), trap.requests());
      assertEquals(1, hub.requests().size());
    }
  }

  @Test
  void refusesANameWithOnlyOneInnerAddress() throws IOException {
    HostResolver mixed =
        host ->
            host.equals("cdn.test")
                ? List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("10.0.0.1"))
                : PullFixture.resolve(host);
    try (TestServer cdn = new TestServer(new FileHandler(CONTENT));
        TestServer hub = redirecting("http://cdn.test:" + cdn.port() + "/")) {
      refusal(puller(hub, mixed));

      assertEquals(List.of(), cdn.requests());
    }
  }

  @Test
  void connectsToTheAddressThatItChecked() throws IOException {
    List<String> lookups = new ArrayList<>();
    HostResolver rebinding =
        host -> {
          lookups.add(host);
          boolean again = lookups.stream().filter("cdn.test"::equals).count() > 1;
          return again ? List.of(InetAddress.getLoopbackAddress()) : PullFixture.resolve(host);
        };
    try (TestServer cdn = new TestServer(new FileHandler(CONTENT));
        TestServer hub = redirecting("http://cdn.test:" + cdn.port() + "/")) {
      puller(hub, rebinding).pull(known(), bytes -> {});

      assertEquals(List.of("127.0.0.1", "cdn.test"), lookups);
    }
  }

  @Test
  void endsARingOfRedirects() throws IOException {
    try (TestServer hub = redirecting("/again")) {
      String message = refusal(puller(hub, PullFixture::resolve));

      assertTrue(message.contains("more than 5 times"), message);
      assertEquals(6, hub.requests().size());
    }
  }

  @Test
  void neverGoesFromHttpsDownToHttp() throws IOException {
    HttpTarget secure = HttpTarget.parse(URI.create("https://hub.test/x"));

    assertThrows(PullFailedException.class, () -> secure.redirect("http://hub.test/x"));
    assertEquals("hub.test", secure.redirect("/y").hostHeader());
  }

  private String refusal(ModelPuller puller) throws IOException {
    String message =
        assertThrows(UnavailableException.class, () -> puller.pull(known(), bytes -> {}))
            .getMessage();
    assertEquals(List.of(), files(folder));
    return message;
  }
}
