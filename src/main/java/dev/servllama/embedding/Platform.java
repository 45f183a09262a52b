package dev.servllama.embedding;

import java.util.Locale;

/**
 * Operating system and processor, in the words of both libraries.
 *
 * @param onnx ONNX Runtime's name for them
 * @param tokenizers that of the tokenizers
 * @param tokenizersLibrary the name of the tokenizers' file
 */
record Platform(String onnx, String tokenizers, String tokenizersLibrary) {

  static Platform ofThisMachine() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
    String onnxArch = arm ? "aarch64" : "x64";
    String tokenizersArch = arm ? "aarch64" : "x86_64";
    if (os.contains("mac")) {
      return new Platform("osx-" + onnxArch, "osx-" + tokenizersArch, "libtokenizers.dylib");
    }
    if (os.contains("win")) {
      return new Platform("win-" + onnxArch, "win-" + tokenizersArch, "tokenizers.dll");
    }
    return new Platform("linux-" + onnxArch, "linux-" + tokenizersArch, "libtokenizers.so");
  }
}
