package dev.servllama.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process as the operating system tells of it. What it does not tell is null.
 *
 * @param cpuSeconds that it has computed
 * @param residentBytes of memory
 * @param threads how many
 * @param startSeconds since 1970
 */
record ProcessFigures(Double cpuSeconds, Long residentBytes, Long threads, Double startSeconds) {
  static final ProcessFigures NONE = new ProcessFigures(null, null, null, null);

  private static final long KIBI = 1024;
  private static final double MILLIS = 1000;

  static ProcessFigures of(long pid) {
    Optional<ProcessHandle.Info> info =
        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(ProcessHandle::info);
    if (info.isEmpty()) {
      return NONE;
    }
    Optional<Duration> cpu = info.get().totalCpuDuration();
    Optional<Instant> start = info.get().startInstant();
    Long kibi = status(pid, "VmRSS:");
    return new ProcessFigures(
        cpu.map(time -> time.toMillis() / MILLIS).orElse(null),
        kibi == null ? null : Long.valueOf(kibi * KIBI),
        status(pid, "Threads:"),
        start.map(time -> time.toEpochMilli() / MILLIS).orElse(null));
  }

  /**
   * A number of Linux's {@code /proc/PID/status} (proc_pid_status(5)); null where there is none.
   */
  private static Long status(long pid, String name) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> Long.valueOf(line.replaceAll("\\D+", "")))
          .findFirst()
          .orElse(null);
    } catch (IOException | RuntimeException e) {
      // Another system, or the process has just ended.
      return null;
    }
  }
}
