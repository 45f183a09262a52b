package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.error.InvalidRequestException;
import java.util.List;
import java.util.stream.Collectors;

/** What is said about a field that cannot be taken, with the codes of OpenAI's own API. */
final class Refusal {
  private static final int SHOWN = 60;

  private Refusal() {}

  static InvalidRequestException missing(Path path) {
    return new InvalidRequestException(
        "Missing required parameter: '" + path + "'.",
        path.toString(),
        "missing_required_parameter");
  }

  static InvalidRequestException type(Path path, String expected, JsonNode actual) {
    String got = JsonType.of(actual).phrase();
    return new InvalidRequestException(
        "Invalid type for '%s': expected %s, but got %s instead.".formatted(path, expected, got),
        path.toString(),
        "invalid_type");
  }

  static InvalidRequestException below(Path path, String kind, String limit, String actual) {
    return range(path, kind, "below minimum", "below_min", ">= " + limit, actual);
  }

  static InvalidRequestException above(Path path, String kind, String limit, String actual) {
    return range(path, kind, "above maximum", "above_max", "<= " + limit, actual);
  }

  private static InvalidRequestException range(
      Path path, String kind, String side, String code, String expected, String actual) {
    return new InvalidRequestException(
        "Invalid '%s': %s %s value. Expected a value %s, but got %s instead."
            .formatted(path, kind, side, expected, shorten(actual)),
        path.toString(),
        kind + "_" + code + "_value");
  }

  static InvalidRequestException empty(Path path, String kind) {
    return new InvalidRequestException(
        "Invalid '%s': empty %s. Expected at least one %s."
            .formatted(path, kind, kind.equals("string") ? "character" : "element"),
        path.toString(),
        "empty_" + kind);
  }

  static InvalidRequestException tooLong(Path path, String kind, int limit, int actual) {
    return new InvalidRequestException(
        "Invalid '%s': %s too long. Expected a length of at most %d, but got a length of %d."
            .formatted(path, kind, limit, actual),
        path.toString(),
        kind + "_above_max_length");
  }

  static InvalidRequestException value(Path path, String problem) {
    return InvalidRequestException.of(path.toString(), "Invalid '" + path + "': " + problem);
  }

  static InvalidRequestException notOneOf(Path path, String actual, List<String> supported) {
    String list = supported.stream().map(v -> "'" + v + "'").collect(Collectors.joining(", "));
    return InvalidRequestException.of(
        path.toString(),
        "Invalid value for '%s': '%s'. Supported values are: %s."
            .formatted(path, shorten(actual), list));
  }

  static InvalidRequestException unknown(Path path) {
    return new InvalidRequestException(
        "Unknown parameter: '" + path + "'.", path.toString(), "unknown_parameter");
  }

  static InvalidRequestException unsupported(Path path, String reason) {
    return new InvalidRequestException(
        "Unsupported parameter: '" + path + "' is not supported here: " + reason,
        path.toString(),
        "unsupported_parameter");
  }

  static InvalidRequestException unsupportedValue(Path path, String actual, String reason) {
    return new InvalidRequestException(
        "Unsupported value: '%s' does not support %s here: %s"
            .formatted(path, shorten(actual), reason),
        path.toString(),
        "unsupported_value");
  }

  /** A text short enough for a message, and never cut inside a character. */
  static String shorten(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "…";
  }
}
