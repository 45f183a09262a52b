package dev.servllama.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.servllama.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class MemoryForModelsTest {
  private static final long MEBIBYTE = 1L << 20;

  @TempDir private Path folder;

  @Test
  void countsTheMemoryOfGpusBesideTheMachines() throws IOException {
    EngineChoice choice =
        llamaServer(
            """
            ggml_cuda_init: found 2 CUDA devices (Total VRAM: 35936 MiB):
            Available devices:
              CUDA0: NVIDIA GeForce RTX 3080 Ti (11909 MiB, 11650 MiB free)
              CUDA1: NVIDIA RTX PRO 4000 Blackwell SFF Edition (24026 MiB, 23795 MiB free)
            """);
    long machine = MemoryForModels.ofThisMachine();

    assertEquals(
        machine + (11_909 + 24_026) * MEBIBYTE, MemoryForModels.of(choice, OptionalInt.empty()));
    assertEquals(machine, MemoryForModels.of(choice, OptionalInt.of(0)));
    assertEquals(machine, MemoryForModels.of(new EngineChoice.Inside("asked"), OptionalInt.of(99)));
  }

  @Test
  void countsNoMemoryTwice() throws IOException {
    EngineChoice choice =
        llamaServer(
            """
            Available devices:
              Metal: Apple M4 Max (98304 MiB, 98303 MiB free)
              MTL0: Apple M2 Ultra (165150 MiB, 165149 MiB free)
              Vulkan0: Intel(R) UHD Graphics 770 (15800 MiB, 14220 MiB free)
              BLAS: Accelerate (0 MiB, 0 MiB free)
            """);

    assertEquals(MemoryForModels.ofThisMachine(), MemoryForModels.of(choice, OptionalInt.empty()));
  }

  @Test
  void doesWithoutAListOfDevices() throws IOException {
    for (String says : new String[] {"Available devices:\n  (none)", "unknown argument"}) {
      assertEquals(
          MemoryForModels.ofThisMachine(),
          MemoryForModels.of(llamaServer(says), OptionalInt.empty()));
    }
  }

  private EngineChoice llamaServer(String says) throws IOException {
    Path program =
        Scripts.write(
            folder.resolve("llama-server"),
            "[ $1 = --list-devices ] && cat <<END\n" + says + "\nEND");
    return new EngineChoice.LlamaServer(program, "1", "asked");
  }
}
