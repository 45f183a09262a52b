package dev.servllama.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers of a form's part say.
 *
 * @param name the field's
 * @param filename the file's, in raw UTF-8, as browsers and clients send it, or in the form of RFC
 *     5987
 */
record PartHeaders(Optional<String> name, Optional<String> filename) {
  private static final Pattern DISPOSITION =
      Pattern.compile("(?im)^content-disposition:(.*)$", Pattern.UNICODE_CASE);
  private static final Pattern NAME = parameter("name");
  private static final Pattern FILENAME = parameter("filename");
  private static final Pattern EXTENDED =
      Pattern.compile("(?i);\\s*filename\\*\\s*=\\s*utf-8'[^']*'([^;\\s]+)");

  private static Pattern parameter(String name) {
    return Pattern.compile(
        "(?i);\\s*" + name + "\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;\"]+))");
  }

  static PartHeaders read(String headers) {
    Matcher disposition = DISPOSITION.matcher(headers);
    if (!disposition.find()) {
      return new PartHeaders(Optional.empty(), Optional.empty());
    }
    String value = disposition.group(1);
    return new PartHeaders(find(NAME, value), extended(value).or(() -> find(FILENAME, value)));
  }

  private static Optional<String> extended(String value) {
    Matcher matcher = EXTENDED.matcher(value);
    try {
      return matcher.find()
          ? Optional.of(
              URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> find(Pattern pattern, String value) {
    Matcher matcher = pattern.matcher(value);
    if (!matcher.find()) {
      return Optional.empty();
    }
    // Only a quote is escaped: a backslash before anything else is one of a path.
    return Optional.of(
        matcher.group(1) == null ? matcher.group(2) : matcher.group(1).replace("\\\"", "\""));
  }
}
