package dev.servllama.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads which model, and how it runs. */
final class ModelReader {
  private static final int PARALLEL_HERE = 4;
  private static final int PARALLEL_ELSEWHERE = 64;

  private final Values values;

  ModelReader(Values values) {
    this.values = values;
  }

  Settings.Model read() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Settings.Model(
        values.path(Setting.MODELS_DIR),
        values.text(Setting.MODEL_NAME),
        values.integer(Setting.CONTEXT_LENGTH, 64, 1 << 24),
        values.integer(Setting.PARALLEL, 1, 256).orElseGet(this::parallel),
        values.integer(Setting.THREADS, 1, 1024).orElse(processors),
        values.integer(Setting.GPU_LAYERS, 0, 100_000),
        values.integer(Setting.MAX_QUEUE, 0, 100_000).orElse(0),
        values.integer(Setting.MAX_LOADED_MODELS, 1, 64).orElse(1),
        values.duration(Setting.MODEL_KEEP_ALIVE),
        aliases());
  }

  /** A cluster does more at once than a machine does. */
  private int parallel() {
    String engine = values.text(Setting.ENGINE).orElse("");
    return engine.contains("://") ? PARALLEL_ELSEWHERE : PARALLEL_HERE;
  }

  private Map<String, String> aliases() {
    Map<String, String> aliases = new LinkedHashMap<>();
    for (String alias : values.list(Setting.MODEL_ALIASES)) {
      String[] sides = alias.split("=", 2);
      if (sides.length < 2 || sides[0].isBlank() || sides[1].isBlank()) {
        values.problem(Setting.MODEL_ALIASES, "'%s' is not of the form NAME=ID".formatted(alias));
      } else {
        aliases.put(sides[0].strip(), sides[1].strip());
      }
    }
    return aliases;
  }
}
