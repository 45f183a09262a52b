package dev.servllama.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the settings from layers of names and values, the first layer that has a name wins. An
 * empty value counts as none, since that is how many tools unset a variable.
 */
public final class SettingsReader {
  private static final Pattern NAMED_KEY =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._@-]{0,63}):(.+)");
  private static final String VISIBLE =
      "a key may hold visible ASCII characters only, no blanks inside";
  private static final String DATASET = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}";

  private static final String COLLECTION = "[\\p{L}\\p{N}_][\\p{L}\\p{N} ._-]{0,63}";
  private static final int PARALLEL_HERE = 4;
  private static final int PARALLEL_ELSEWHERE = 64;

  private final Values values;

  private SettingsReader(Values values) {
    this.values = values;
  }

  /**
   * Reads and checks them all.
   *
   * @param layers the strongest first
   * @throws SettingsException with every problem there is
   */
  public static Settings read(List<Map<String, String>> layers) {
    Values values = new Values(layers);
    Settings settings = new SettingsReader(values).settings();
    values.problems().addAll(Misspelling.in(layers));
    if (!values.problems().isEmpty()) {
      throw new SettingsException(values.problems());
    }
    return settings;
  }

  private Settings settings() {
    return new Settings(
        server(),
        model(),
        engine(),
        pull(),
        embedding(),
        training(),
        documents(),
        values.flag(Setting.ACCESS_LOG),
        values.flag(Setting.LOG_BODIES),
        path(Setting.DATA_DIR));
  }

  private Settings.Server server() {
    return new Settings.Server(
        values.text(Setting.HOST).orElseThrow(),
        values.integer(Setting.PORT, 0, 65_535).orElse(0),
        keys(),
        values.optionalPath(Setting.API_KEYS_FILE),
        defaultKey(),
        values.flag(Setting.REQUIRE_API_KEY),
        origins(),
        values.wholeNumber(Setting.MAX_BODY_BYTES, 1024, 1L << 30).orElse(0),
        values.flag(Setting.RELOAD),
        Duration.ofSeconds(values.integer(Setting.SHUTDOWN_TIMEOUT, 0, 3600).orElse(0)));
  }

  private Settings.Model model() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Settings.Model(
        path(Setting.MODELS_DIR),
        values.text(Setting.MODEL_NAME),
        contextLength(),
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

  private Settings.Engine engine() {
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
        kind.filter(Settings.Engine.Kind.HTTP::equals)
            .map(http -> values.httpAddress(Setting.ENGINE)),
        values.optionalPath(Setting.LLAMA_SERVER),
        values.text(Setting.ENGINE_API_KEY));
  }

  private static Optional<Settings.Engine.Kind> engineKind(String name) {
    return switch (name) {
      case "auto" -> Optional.of(Settings.Engine.Kind.AUTO);
      case "jni" -> Optional.of(Settings.Engine.Kind.JNI);
      case "llama-server" -> Optional.of(Settings.Engine.Kind.LLAMA_SERVER);
      default -> name.contains("://") ? Optional.of(Settings.Engine.Kind.HTTP) : Optional.empty();
    };
  }

  private OptionalInt contextLength() {
    return values.integer(Setting.CONTEXT_LENGTH, 64, 1 << 24);
  }

  private Settings.Pull pull() {
    return new Settings.Pull(
        values.httpAddress(Setting.HF_ENDPOINT), values.text(Setting.HF_TOKEN));
  }

  private Settings.Embedding embedding() {
    String device = values.text(Setting.EMBEDDING_DEVICE).orElseThrow().toLowerCase(Locale.ROOT);
    if (!List.of("cpu", "cuda", "mps").contains(device)) {
      values.problem(
          Setting.EMBEDDING_DEVICE, "expected cpu, cuda or mps, but got '%s'".formatted(device));
    }
    // The other half is the chat model's.
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new Settings.Embedding(
        values.text(Setting.EMBEDDING_MODEL).orElseThrow(),
        device,
        values.integer(Setting.EMBEDDING_THREADS, 1, 1024).orElse(half));
  }

  private Settings.Training training() {
    Path dir =
        values.text(Setting.TRAINING_DATA_DIR).isPresent()
            ? path(Setting.TRAINING_DATA_DIR)
            : path(Setting.DATA_DIR).resolve("training");
    Optional<String> feedback = values.text(Setting.TRAINING_FEEDBACK);
    if (feedback.filter(name -> !name.matches(DATASET)).isPresent()) {
      values.problem(
          Setting.TRAINING_FEEDBACK,
          "'%s' is not a dataset's name: 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-', no dot first"
              .formatted(feedback.get()));
    }
    return new Settings.Training(dir, feedback);
  }

  private Settings.Documents documents() {
    return new Settings.Documents(
        path(Setting.DATA_DIR).resolve("documents"),
        folders(),
        values.list(Setting.LOCALDOCS_DEFAULT),
        values.wholeNumber(Setting.MAX_FILE_BYTES, 1024, 1L << 40).orElse(0));
  }

  private Map<String, Path> folders() {
    Map<String, Path> folders = new LinkedHashMap<>();
    for (String folder : values.list(Setting.LOCALDOCS)) {
      String[] sides = folder.split("=", 2);
      if (sides.length < 2
          || !sides[0].strip().matches(COLLECTION)
          || sides[1].isBlank()
          || folders.containsKey(sides[0].strip())) {
        values.problem(
            Setting.LOCALDOCS,
            "'%s' is not of the form NAME=PATH with a name that no other has".formatted(folder));
        continue;
      }
      try {
        folders.put(sides[0].strip(), Path.of(sides[1].strip()).toAbsolutePath().normalize());
      } catch (InvalidPathException e) {
        values.problem(Setting.LOCALDOCS, "'%s' is not a path".formatted(sides[1].strip()));
      }
    }
    return folders;
  }

  private Path path(Setting setting) {
    return values.path(setting);
  }

  private Optional<String> defaultKey() {
    Optional<String> key = values.text(Setting.DEFAULT_API_KEY);
    if (key.filter(text -> !isKey(text)).isPresent()) {
      values.problem(Setting.DEFAULT_API_KEY, VISIBLE);
    }
    return key;
  }

  private List<Settings.ApiKey> keys() {
    List<Settings.ApiKey> keys =
        values.list(Setting.API_KEYS).stream().map(SettingsReader::key).toList();
    if (keys.stream().anyMatch(key -> !isKey(key.key()))) {
      values.problem(Setting.API_KEYS, VISIBLE);
    }
    return keys;
  }

  private static boolean isKey(String text) {
    return text.matches("[\\x21-\\x7e]+");
  }

  private static Settings.ApiKey key(String given) {
    Matcher named = NAMED_KEY.matcher(given);
    return named.matches()
        ? new Settings.ApiKey(Optional.of(named.group(1)), named.group(2))
        : new Settings.ApiKey(Optional.empty(), given);
  }

  private List<String> origins() {
    return values.list(Setting.ALLOWED_ORIGINS).stream().map(this::origin).toList();
  }

  /** In lower case, which is how browsers send it. */
  private String origin(String given) {
    String origin = given.toLowerCase(Locale.ROOT);
    if (!origin.equals("*") && !isOrigin(origin)) {
      values.problem(
          Setting.ALLOWED_ORIGINS,
          "'%s' is not an origin such as https://chat.example.org".formatted(given));
    }
    return origin;
  }

  private static boolean isOrigin(String origin) {
    try {
      return origin.matches("[a-z][a-z0-9+.-]*://[^/?#@\\s]+") && new URI(origin).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
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
