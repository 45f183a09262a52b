package dev.servllama.models.pull;

import static dev.servllama.models.pull.PullFixture.CONTENT;
import static dev.servllama.models.pull.PullFixture.known;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.UnavailableException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path keys;
  private static SSLContext context;

  @TempDir Path folder;

  /** A certificate for {@code hub.test}, which only this context trusts. */
  @BeforeAll
  static void makeACertificate() throws Exception {
    Path file = keys.resolve("hub.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "hub",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=hub.test",
                    "-ext",
                    "san=dns:hub.test",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, PASSWORD.toCharArray());
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("hub", store.getCertificate("hub"));
    trusted.init(certificates);
    context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
  }

  private static TestServer server(TestServer.Handler handler) throws Exception {
    return new TestServer(context.getServerSocketFactory().createServerSocket(0), handler);
  }

  private Path pull(TestServer hub, String host, SSLSocketFactory tls) {
    PullEnvironment base = PullFixture.environment();
    URI endpoint = URI.create("https://" + host + ":" + hub.port());
    return new ModelPuller(
            new PullSettings(folder, endpoint, Optional.empty()),
            new PullEnvironment(
                base.resolver(), base.reachable(), tls, base.space(), base.limits(), base.pips()))
        .pull(known(), bytes -> {});
  }

  private String refusal(TestServer hub, String host, SSLSocketFactory tls) {
    return assertThrows(UnavailableException.class, () -> pull(hub, host, tls)).getMessage();
  }

  @Test
  void pullsOverTls() throws Exception {
    try (TestServer hub = server(new FileHandler(CONTENT))) {
      Path file = pull(hub, "hub.test", context.getSocketFactory());

      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertEquals("hub.test:" + hub.port(), hub.requests().get(0).header("host"));
    }
  }

  @Test
  void refusesTheCertificateOfAnotherHost() throws Exception {
    try (TestServer hub = server(new FileHandler(CONTENT))) {
      String message = refusal(hub, "cdn.test", context.getSocketFactory());

      assertTrue(message.contains("cdn.test"), message);
      assertEquals(List.of(), hub.requests());
    }
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() throws Exception {
    SSLSocketFactory usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (TestServer hub = server(new FileHandler(CONTENT))) {
      String message = refusal(hub, "hub.test", usual);

      assertTrue(message.contains("cannot be reached"), message);
      assertEquals(List.of(), hub.requests());
    }
  }

  @Test
  void refusesARedirectDownToHttp() throws Exception {
    try (TestServer plain = new TestServer(new FileHandler(CONTENT));
        TestServer hub =
            server(
                (request, out) ->
                    TestServer.head(out, 302, "Location: http://cdn.test:" + plain.port() + "/"))) {
      String message = refusal(hub, "hub.test", context.getSocketFactory());

      assertTrue(message.contains("down to http"), message);
      assertEquals(List.of(), plain.requests());
    }
  }
}
