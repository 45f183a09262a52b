package dev.servllama.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServerTest {
  private final Server server = HttpServer.create(new ContextHandlerCollection());

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, /, 127.0.0.1, /",
    "localhost, /llm, localhost, /llm/",
    "0.0.0.0, /a/b, 127.0.0.1, /a/b/"
  })
  void knowsTheAddressToOpenBeforeItStarts(
      String host, String contextPath, String reachable, String path)
      throws IOException, LaunchException {
    ServerSettings settings =
        new ServerSettings(host, 0, contextPath, false, Optional.empty(), Duration.ZERO);
    try (ServerConnector connector = HttpServer.open(server, settings)) {
      assertNotEquals(0, connector.getLocalPort());
      assertEquals(
          "http://" + reachable + ":" + connector.getLocalPort() + path,
          HttpServer.address(connector, settings));
    }
  }

  @Test
  void saysThatNobodyKnowsTheHost() {
    ServerSettings settings =
        new ServerSettings("no.such.host.invalid", 0, "/", false, Optional.empty(), Duration.ZERO);
    assertEquals(
        "HOST is a name that nobody knows: no.such.host.invalid",
        assertThrows(LaunchException.class, () -> HttpServer.open(server, settings)).getMessage());
  }
}
