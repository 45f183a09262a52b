package dev.servllama.engine.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a child that computes needs of our environment; it gets nothing else of it. */
public final class ChildEnvironment {
  /** To find libraries. */
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT");

  /**
   * To find GPUs and to compute: what llama.cpp and its back-ends read. Not all of {@code NVIDIA_}:
   * that maker's web services have their keys there.
   */
  private static final List<String> PASSED_ON_PREFIXES =
      List.of(
          "CUDA_",
          "NVIDIA_VISIBLE_",
          "NVIDIA_DRIVER_",
          "HIP_",
          "ROCR_",
          "GGML_",
          "OMP_",
          "GOMP_",
          "KMP_");

  private ChildEnvironment() {}

  /**
   * @param own ours
   */
  public static Map<String, String> of(Map<String, String> own) {
    Map<String, String> kept = new TreeMap<>();
    own.forEach(
        (name, value) -> {
          String upper = name.toUpperCase(Locale.ROOT);
          if (PASSED_ON.contains(upper)
              || PASSED_ON_PREFIXES.stream().anyMatch(upper::startsWith)) {
            kept.put(name, value);
          }
        });
    return kept;
  }
}
