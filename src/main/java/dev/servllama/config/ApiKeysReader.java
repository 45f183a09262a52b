package dev.servllama.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys that are given with the settings. What it says of them never repeats one. */
final class ApiKeysReader {
  private static final Pattern NAMED_KEY =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._@-]{0,63}):(.+)");
  private static final String VISIBLE =
      "a key may hold visible ASCII characters only, no blanks inside";

  private final Values values;

  ApiKeysReader(Values values) {
    this.values = values;
  }

  /** The one that the chat page fills in. */
  Optional<String> ofTheChatPage() {
    Optional<String> key = values.text(Setting.DEFAULT_API_KEY);
    if (key.filter(text -> !isKey(text)).isPresent()) {
      values.problem(Setting.DEFAULT_API_KEY, VISIBLE);
    }
    return key;
  }

  /** Those that are good. */
  List<Settings.ApiKey> all() {
    List<Settings.ApiKey> keys =
        values.list(Setting.API_KEYS).stream().map(ApiKeysReader::key).toList();
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
}
