package dev.servllama.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.UpstreamFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RemoteTlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @Test
  void saysNothingToAServerWhoseCertificateNobodyVouchesFor() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    try (ServerSocket socket = tls().getServerSocketFactory().createServerSocket(0)) {
      Thread thread = new Thread(() -> serve(socket, heard), "tls-server");
      thread.setDaemon(true);
      thread.start();
      RemoteSettings settings =
          new RemoteSettings(
              URI.create("https://localhost:" + socket.getLocalPort() + "/v1"),
              Optional.of("sk-secret"),
              1,
              1,
              Duration.ofSeconds(10));
      try (RemoteEngine engine = new RemoteEngine(settings, "a test wants it")) {
        UpstreamFailedException refusal =
            assertThrows(UpstreamFailedException.class, engine::models);
        assertTrue(refusal.getMessage().contains("localhost"), refusal::getMessage);
        assertTrue(refusal.getMessage().contains("certif"), refusal::getMessage);
      }
    }
    assertEquals(0, heard.get());
  }

  private static void serve(ServerSocket socket, AtomicInteger heard) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        if (client.getInputStream().read() >= 0) {
          heard.incrementAndGet();
        }
      } catch (IOException e) {
        // The client has turned away, or the test is over.
      }
    }
  }

  private SSLContext tls() throws Exception {
    Path file = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            "a",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            PASSWORD);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
