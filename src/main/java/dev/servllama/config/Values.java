package dev.servllama.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Typed reading of settings. A wrong value is noted as a problem, and reading goes on. */
final class Values {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smh]?)");
  private static final URI NOWHERE = URI.create("http://invalid.invalid");

  private final List<Map<String, String>> layers;
  private final List<String> problems = new ArrayList<>();

  Values(List<Map<String, String>> layers) {
    this.layers = layers;
  }

  List<String> problems() {
    return problems;
  }

  void problem(Setting setting, String problem) {
    problems.add(setting.name() + ": " + problem);
  }

  Optional<String> text(Setting setting) {
    return layers.stream()
        .map(layer -> layer.get(setting.name()))
        .filter(Objects::nonNull)
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .or(setting::fallback);
  }

  List<String> list(Setting setting) {
    return text(setting).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  boolean flag(Setting setting) {
    String value = text(setting).orElse("false");
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      problem(setting, "expected true or false, but got '%s'".formatted(value));
    }
    return value.equalsIgnoreCase("true");
  }

  OptionalInt integer(Setting setting, int least, int most) {
    OptionalLong value = wholeNumber(setting, least, most);
    return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
  }

  OptionalLong wholeNumber(Setting setting, long least, long most) {
    Optional<String> value = text(setting);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(value.get());
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      // Said below, in the same words.
    }
    problem(
        setting,
        "expected a whole number from %d to %d, but got '%s'".formatted(least, most, value.get()));
    return OptionalLong.empty();
  }

  /** Seconds, or with a unit; empty for {@code off}. */
  Optional<Duration> duration(Setting setting) {
    String value = text(setting).orElseThrow().toLowerCase(Locale.ROOT);
    if (value.equals("off")) {
      return Optional.empty();
    }
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      problem(
          setting, "expected a time such as 30s, 5m or 2h, or off, but got '%s'".formatted(value));
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "h" -> Duration.ofHours(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofSeconds(number);
        });
  }

  Optional<Path> optionalPath(Setting setting) {
    return text(setting).map(value -> path(setting, value));
  }

  Path path(Setting setting) {
    return path(setting, text(setting).orElseThrow());
  }

  private Path path(Setting setting, String value) {
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      problem(setting, "'%s' is not a path".formatted(value));
      return Path.of("");
    }
  }

  URI httpAddress(Setting setting) {
    String value = text(setting).orElseThrow();
    try {
      URI address = new URI(value);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      if (address.getHost() != null && List.of("http", "https").contains(scheme)) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Said below, in the same words.
    }
    problem(setting, "'%s' is not an http or https address".formatted(value));
    return NOWHERE;
  }
}
