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
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomcatIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"TOMCAT,''", "TOMCAT,/deep/er", "TOMCAT_PACKED,/packed"})
  void servesTheDroppedInWarAndLeavesNothingBehind(ServerKind kind, String contextPath)
      throws IOException, InterruptedException {
    ServerSetup setup = ServerSetup.of(kind).serving(ProbeWar.create(folder)).at(contextPath);
    try (RunningServer server = RunningServer.start(setup)) {
      String body = Http.get(server.url("probe.jsp")).body();
      assertTrue(body.contains("path=" + contextPath + "\n"), () -> body + server.logTail());
      assertTrue(server.log().contains(" INFO Probe - asked\n"), server::logTail);
      assertFalse(server.log().contains("SLF4J"), server::logTail);
      List<ProcessHandle> children = server.children();

      assertEquals(143, server.stop(), server::logTail);

      assertTrue(children.stream().noneMatch(ProcessHandle::isAlive), "children still run");
      assertEquals(List.of(), Folders.list(server.temporaryFolder()));
    }
  }
}
