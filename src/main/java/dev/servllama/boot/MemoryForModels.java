package dev.servllama.boot;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How much memory models may take. */
final class MemoryForModels {
  /** As {@code llama-server --list-devices} names a GPU: its name, what it is, its memory. */
  private static final Pattern DEVICE =
      Pattern.compile("^\\s+(\\w+): .*\\((\\d+) MiB, \\d+ MiB free\\)$");

  /** What a Mac's GPU has is a part of the machine's memory. */
  private static final Pattern SHARED = Pattern.compile("(?i)(metal|mtl).*");

  private static final long MEBIBYTE = 1L << 20;

  private MemoryForModels() {}

  /**
   * That of this machine, or of this container, and of the GPUs that the engine may use, in bytes.
   *
   * @param gpuLayers how many layers a GPU is to take; empty where the engine decides
   */
  static long of(EngineChoice choice, OptionalInt gpuLayers) {
    boolean gpus = gpuLayers.isEmpty() || gpuLayers.getAsInt() > 0;
    return choice instanceof EngineChoice.LlamaServer server && gpus
        ? ofThisMachine() + ofGpus(server.program())
        : ofThisMachine();
  }

  /** The memory of this machine, or of this container, in bytes. */
  static long ofThisMachine() {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return machine.getTotalMemorySize();
  }

  /** The memory of the GPUs that a llama-server sees, beside the machine's, in bytes. */
  static long ofGpus(Path llamaServer) {
    return AskedProgram.lines(llamaServer, "--list-devices")
        .flatMap(line -> DEVICE.matcher(line).results())
        .filter(device -> !SHARED.matcher(device.group(1)).matches())
        .mapToLong(MemoryForModels::bytes)
        .sum();
  }

  private static long bytes(MatchResult device) {
    return Long.parseLong(device.group(2)) * MEBIBYTE;
  }
}
