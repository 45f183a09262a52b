package dev.servllama.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Reads what runs the model. */
final class EngineReader {
  private final Values values;

  EngineReader(Values values) {
    this.values = values;
  }

  Settings.Engine read() {
    String name = values.text(Setting.ENGINE).orElseThrow();
    Optional<Settings.Engine.Kind> kind = engineKind(name.toLowerCase(Locale.ROOT));
    if (kind.isEmpty()) {
      values.problem(
          Setting.ENGINE,
          ("expected auto, jni, llama-server or an address such as http://localhost:8080/v1, but got"
                  + " '%s'")
              .formatted(name));
    }
    return new Settings.Engine(
        kind.orElse(Settings.Engine.Kind.AUTO),
        kind.filter(Settings.Engine.Kind.HTTP::equals).map(http -> address()),
        values.optionalPath(Setting.LLAMA_SERVER),
        values.text(Setting.ENGINE_API_KEY));
  }

  private URI address() {
    URI address = values.httpAddress(Setting.ENGINE);
    if (address.getRawUserInfo() != null) {
      // The address is shown to everybody.
      values.problem(
          Setting.ENGINE,
          "an address has no name and password in it; its key belongs into ENGINE_API_KEY");
    }
    return address;
  }

  private static Optional<Settings.Engine.Kind> engineKind(String name) {
    return switch (name) {
      case "auto" -> Optional.of(Settings.Engine.Kind.AUTO);
      case "jni" -> Optional.of(Settings.Engine.Kind.JNI);
      case "llama-server" -> Optional.of(Settings.Engine.Kind.LLAMA_SERVER);
      default -> name.contains("://") ? Optional.of(Settings.Engine.Kind.HTTP) : Optional.empty();
    };
  }
}
