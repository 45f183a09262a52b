package dev.servllama.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.models.gguf.GgufModel;
import dev.servllama.models.gguf.TokenType;
import dev.servllama.testing.Tokenizers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
  private static final long GIBIBYTE = 1L << 30;
  private static final OptionalInt NOT_ASKED = OptionalInt.empty();

  @Test
  void takesWhatIsAskedForUpToWhatTheModelWasTrainedFor() {
    MemoryNeed need = new MemoryNeed(model(4096), 1, 64 * GIBIBYTE);

    assertEquals(1000, need.context(OptionalInt.of(1000)));
    assertEquals(4096, need.context(OptionalInt.of(100_000)));
    assertEquals(4096, need.context(NOT_ASKED));
    assertEquals(8192, new MemoryNeed(model(131_072), 1, 64 * GIBIBYTE).context(NOT_ASKED));
  }

  @Test
  void halvesOnlyWhatNobodyAskedFor() {
    MemoryNeed need = new MemoryNeed(model(8192), 8, 8 * GIBIBYTE);

    assertEquals(4096, need.context(NOT_ASKED));
    assertEquals(8192, need.context(OptionalInt.of(8192)));
    assertEquals(Optional.empty(), need.refusal(4096));
    String refusal = need.refusal(8192).orElseThrow();
    assertTrue(refusal.contains("9.8 GiB") && refusal.contains("8.0 GiB"), refusal);
  }

  @Test
  void refusesMoreTokensThanCanBeCounted() {
    MemoryNeed need = new MemoryNeed(model(1 << 24), 256, Long.MAX_VALUE);

    String refusal = need.refusal(need.context(OptionalInt.of(1 << 24))).orElseThrow();
    assertTrue(refusal.contains("16777216") && refusal.contains("256"), refusal);
  }

  /** One gibibyte, and 128 KiB for each token of context. */
  private static GgufModel model(int trained) {
    return new GgufModel(
        List.of(Path.of("model.gguf")),
        GIBIBYTE,
        "model",
        "llama",
        trained,
        4096,
        32,
        32,
        Collections.nCopies(32, 8),
        128,
        128,
        1_000_000_000,
        "Q4_1",
        Optional.empty(),
        Map.of(),
        Tokenizers.of("gpt2", TokenType.NORMAL));
  }
}
