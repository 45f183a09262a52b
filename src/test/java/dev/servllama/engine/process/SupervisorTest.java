package dev.servllama.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.engine.process.Supervisor.Heartbeat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
@SuppressWarnings("try")
class SupervisorTest {
  private static final Heartbeat HEARTBEAT =
      new Heartbeat(child -> child.send("ping"), Duration.ofMillis(50), Duration.ofSeconds(2));

  @TempDir private Path folder;
  private final Log log = new Log();

  private static final class Log implements Supervisor.Client {
    private final BlockingQueue<ChildProcess> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<ExitReport> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> delays = new LinkedBlockingQueue<>();
    private int deaths = Integer.MAX_VALUE;

    @Override
    public void started(ChildProcess child) {
      started.add(child);
    }

    @Override
    public void line(ChildProcess child, String line) {
      lines.add(line);
    }

    @Override
    public boolean ended(ExitReport report, Duration again) {
      reports.add(report);
      delays.add(again);
      return --deaths > 0;
    }
  }

  @Test
  void startsAKilledChildAgain() throws Exception {
    try (Supervisor supervised = supervise("exec cat")) {
      ChildProcess first = next(log.started);
      signal("KILL", first.pid());

      assertEquals("signal 9", next(log.reports).summary());
      ChildProcess second = next(log.started);
      assertNotEquals(first.pid(), second.pid());
      assertEquals("ping", next(log.lines));
    }
  }

  @Test
  void replacesAStoppedChild() throws Exception {
    try (Supervisor supervised = supervise("exec cat")) {
      ChildProcess first = next(log.started);
      assertEquals("ping", next(log.lines));
      signal("STOP", first.pid());

      assertEquals("signal 9", next(log.reports).summary());
      assertNotEquals(first.pid(), next(log.started).pid());
    }
  }

  @Test
  void waitsLongerEachTimeThatAChildDiesAtOnce() throws Exception {
    log.deaths = 5;
    try (Supervisor supervised = supervise("echo gone >&2; exit 3")) {
      for (int seconds : new int[] {0, 1, 2, 4, 8}) {
        assertEquals(Duration.ofSeconds(seconds), next(log.delays));
        assertEquals(new ExitReport(3, "gone"), next(log.reports));
      }
    }
    assertEquals(5, log.started.size());
  }

  @Test
  void endsTheChildByTheEndOfItsInput() throws Exception {
    Path trace = folder.resolve("trace");
    ChildProcess child;
    try (Supervisor supervised =
        supervise("while read x; do echo $x; done; echo over > " + trace)) {
      child = next(log.started);
      assertEquals("ping", next(log.lines));
    }
    assertTrue(child.waitFor(Duration.ZERO));
    assertEquals("over", Files.readString(trace).strip());
    assertEquals(List.of(), List.copyOf(log.reports));
  }

  @Test
  void keepsTheEndOfStandardErrorOnly() throws Exception {
    log.deaths = 1;
    try (Supervisor supervised =
        supervise("i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo line$i >&2; done; exit 1")) {
      List<String> tail = next(log.reports).tail().lines().toList();

      assertEquals(40, tail.size());
      assertEquals("line161", tail.get(0));
      assertEquals("line200", tail.get(39));
    }
  }

  @Test
  void reportsAProgramThatIsMissing() throws Exception {
    log.deaths = 1;
    ChildCommand missing = new ChildCommand(List.of("/no/such/program"), Map.of(), folder);
    try (Supervisor supervisor = new Supervisor("test", () -> missing, HEARTBEAT, log)) {
      supervisor.start();
      ExitReport report = next(log.reports);

      assertEquals(-1, report.code());
      assertTrue(report.tail().contains("/no/such/program"), report.tail());
    }
  }

  @Test
  void theChildInheritsNoEnvironment() throws Exception {
    log.deaths = 1;
    ChildCommand env = new ChildCommand(List.of("/usr/bin/env"), Map.of("ONLY", "this"), folder);
    try (Supervisor supervisor = new Supervisor("test", () -> env, HEARTBEAT, log)) {
      supervisor.start();
      next(log.reports);
    }
    assertEquals(List.of("ONLY=this"), List.copyOf(log.lines));
  }

  private Supervisor supervise(String script) {
    ChildCommand command =
        new ChildCommand(List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), folder);
    Supervisor supervisor = new Supervisor("test", () -> command, HEARTBEAT, log);
    supervisor.start();
    return supervisor;
  }

  private static void signal(String name, long pid) throws Exception {
    String kill = "kill -" + name + " " + pid;
    assertEquals(0, new ProcessBuilder("/bin/sh", "-c", kill).start().waitFor());
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(30, TimeUnit.SECONDS);
    assertNotNull(next, "nothing came");
    return next;
  }
}
