package dev.servllama.http;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The key that a request brings: as OpenAI's clients send it, or else in the header of Anthropic's
 * or of Azure's.
 */
final class GivenKey {
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

  private GivenKey() {}

  /**
   * Finds it.
   *
   * @param headers gives the value of a header, or null
   */
  static Optional<String> in(UnaryOperator<String> headers) {
    String authorization = headers.apply("Authorization");
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    return bearer.matches()
        ? Optional.of(bearer.group(1))
        : Stream.of("x-api-key", "api-key")
            .flatMap(name -> Stream.ofNullable(headers.apply(name)))
            .map(String::strip)
            .filter(key -> !key.isEmpty())
            .findFirst();
  }
}
