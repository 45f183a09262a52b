package dev.servllama.engine.jni;

import dev.servllama.error.InvalidModelException;
import java.nio.file.Path;
import java.util.Set;

/**
 * The model architectures that the engine inside can load: {@code LLM_ARCH_NAMES} of llama.cpp
 * b4916, as its names stand in the library that de.kherud:llama 4.2.0 carries. A model of another
 * one is told apart before anything native sees its file.
 */
public final class KnownArchitectures {
  static final Set<String> NAMES =
      Set.of(
          "arctic",
          "arwkv7",
          "baichuan",
          "bert",
          "bitnet",
          "bloom",
          "chameleon",
          "chatglm",
          "codeshell",
          "cohere2",
          "command-r",
          "dbrx",
          "deci",
          "deepseek",
          "deepseek2",
          "exaone",
          "falcon",
          "gemma",
          "gemma2",
          "gemma3",
          "gpt2",
          "gptj",
          "gptneox",
          "granite",
          "granitemoe",
          "grok",
          "internlm2",
          "jais",
          "jina-bert-v2",
          "llama",
          "mamba",
          "minicpm",
          "minicpm3",
          "mpt",
          "nemotron",
          "nomic-bert",
          "olmo",
          "olmo2",
          "olmoe",
          "openelm",
          "orion",
          "phi2",
          "phi3",
          "phimoe",
          "plamo",
          "qwen",
          "qwen2",
          "qwen2moe",
          "qwen2vl",
          "refact",
          "rwkv6",
          "rwkv6qwen2",
          "rwkv7",
          "stablelm",
          "starcoder",
          "starcoder2",
          "t5",
          "t5encoder",
          "wavtokenizer-dec",
          "xverse");

  private KnownArchitectures() {}

  /**
   * @param architecture {@code general.architecture} of the file
   * @throws InvalidModelException if the engine inside does not know it, with the way out
   */
  public static void require(Path file, String architecture) {
    if (!NAMES.contains(architecture)) {
      throw new InvalidModelException(
          file,
          ("its architecture, '%s', is not known to the engine inside (%s, of March 2025). Install"
                  + " llama.cpp and have its llama-server on the PATH or named by LLAMA_SERVER, or"
                  + " choose another model.")
              .formatted(architecture, JniEngine.VERSION));
    }
  }
}
