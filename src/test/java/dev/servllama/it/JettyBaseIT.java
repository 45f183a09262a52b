package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JettyBaseIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "/servllama"})
  void servesTheDroppedInWarAndLeavesNothingBehind(String contextPath)
      throws IOException, InterruptedException {
    ServerSetup setup =
        ServerSetup.of(ServerKind.JETTY_BASE).serving(ProbeWar.create(folder)).at(contextPath);
    try (RunningServer server = RunningServer.start(setup)) {
      HttpResponse<String> response = Http.get(server.url("probe.jsp"));
      assertTrue(
          response.body().contains("path=" + contextPath + "\n"),
          () -> response.body() + server.logTail());
      assertTrue(response.headers().firstValue("Server").isEmpty(), "tells its version");
      assertEquals(403, Http.get(server.url("")).statusCode(), "lists a folder");
      assertTrue(server.log().contains(" INFO Probe - asked\n"), server::logTail);
      assertFalse(server.log().contains("SLF4J"), server::logTail);
      List<ProcessHandle> children = server.children();

      assertEquals(143, server.stop(), server::logTail);

      assertTrue(children.stream().noneMatch(ProcessHandle::isAlive), "children still run");
      assertEquals(List.of(), Folders.list(server.temporaryFolder()));
    }
  }
}
