package dev.servllama.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request's body as it may stand in a log: one line, of bounded length, without keys. */
final class LoggedBody {
  private static final int LONGEST = 16_384;
  private static final String HIDDEN = "***";

  /** What looks like a key, whosever it is. */
  private static final Pattern KEY = Pattern.compile("\\bsk-[A-Za-z0-9_-]{8,}");

  private LoggedBody() {}

  /**
   * @param key the one that came with the request; it does not stand in the log
   */
  static String of(byte[] body, Optional<String> key) {
    // Keys first: what is cut through the middle would not be found any more.
    String text = withoutKeys(new String(body, StandardCharsets.UTF_8), key);
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (Character.isISOControl(c)
                  || Character.getType(c) == Character.FORMAT
                  || Character.getType(c) == Character.LINE_SEPARATOR
                  || Character.getType(c) == Character.PARAGRAPH_SEPARATOR) {
                line.append(String.format(Locale.ROOT, "\\u{%x}", c));
              } else {
                line.appendCodePoint(c);
              }
            });
    return text.codePointCount(0, text.length()) > LONGEST ? line + "..." : line.toString();
  }

  private static String withoutKeys(String text, Optional<String> key) {
    String without = key.map(secret -> text.replace(secret, HIDDEN)).orElse(text);
    return KEY.matcher(without).replaceAll("sk-" + HIDDEN);
  }
}
