package dev.servllama.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Reads where and whom to answer. */
final class ServerReader {
  private final Values values;
  private final ApiKeysReader keys;

  ServerReader(Values values) {
    this.values = values;
    keys = new ApiKeysReader(values);
  }

  Settings.Server read() {
    return new Settings.Server(
        values.text(Setting.HOST).orElseThrow(),
        values.integer(Setting.PORT, 0, 65_535).orElse(0),
        keys.all(),
        values.optionalPath(Setting.API_KEYS_FILE),
        keys.ofTheChatPage(),
        values.flag(Setting.REQUIRE_API_KEY),
        origins(),
        values.wholeNumber(Setting.MAX_BODY_BYTES, 1024, 1L << 30).orElse(0),
        values.flag(Setting.RELOAD),
        Duration.ofSeconds(values.integer(Setting.SHUTDOWN_TIMEOUT, 0, 3600).orElse(0)));
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
}
