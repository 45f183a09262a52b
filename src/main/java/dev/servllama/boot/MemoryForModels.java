package dev.servllama.boot;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How much memory models may take. */
final class MemoryForModels {
  /**
   * As {@code llama-server --list-devices} names a GPU: its name, what it is, its memory. Only
   * those whose memory is their own: what a Mac's GPU has, or one inside a processor that Vulkan or
   * SYCL tells of, is a part of the machine's.
   */
  private static final Pattern DEVICE =
      Pattern.compile("^\\s+(?:CUDA|ROCm)\\d+: .*\\((\\d+) MiB, \\d+ MiB free\\)$");

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
        .mapToLong(MemoryForModels::bytes)
        .sum();
  }

  private static long bytes(MatchResult device) {
    return Long.parseLong(device.group(1)) * MEBIBYTE;
  }
}
