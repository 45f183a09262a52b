package dev.servllama.chat.schema;

import java.util.Map;
import java.util.Optional;

/**
 * Patterns for the values of {@code format} that are regular languages; every other format is an
 * annotation, as the specification has it. Where a format allows more than people write, the
 * pattern is the narrower.
 */
final class Formats {
  private static final String LEAP_YEAR =
      "(\\d\\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
  private static final String DATE =
      "(\\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)"
          + "|02-(0[1-9]|1\\d|2[0-8]))|"
          + LEAP_YEAR
          + "-02-29)";
  private static final String TIME =
      "([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+\\-]([01]\\d|2[0-3]):[0-5]\\d)";
  private static final String LABEL = "[A-Za-z0-9](-?[A-Za-z0-9]){0,30}";
  private static final String HOST = LABEL + "(\\." + LABEL + "){0,7}";
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]";
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final String H16 = "[0-9a-fA-F]{1,4}";

  private static final Map<String, String> PATTERNS =
      Map.of(
          "date", DATE,
          "time", TIME,
          "date-time", DATE + "T" + TIME,
          "duration",
              "P((\\d{1,9}W)|(\\d{1,9}Y)?(\\d{1,9}M)?\\d{1,9}D"
                  + "|T((\\d{1,9}H)?(\\d{1,9}M)?\\d{1,9}S|(\\d{1,9}H)?\\d{1,9}M|\\d{1,9}H))",
          "uuid", "[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}",
          "email", ATOM + "(\\.?" + ATOM + "){0,40}@" + LABEL + "(\\." + LABEL + "){1,3}",
          "hostname", HOST,
          "ipv4", "(" + BYTE + "\\.){3}" + BYTE,
          "ipv6", "(" + H16 + ":){7}" + H16 + "|::(" + H16 + ":){0,5}" + H16 + "|" + H16 + "::",
          "uri",
              "[A-Za-z][A-Za-z0-9+.\\-]*:([A-Za-z0-9\\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+"
                  + "(#([A-Za-z0-9\\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?");

  private Formats() {}

  /** The pattern of a format's whole text. */
  static Optional<String> pattern(String format) {
    return Optional.ofNullable(PATTERNS.get(format)).map(pattern -> "^(" + pattern + ")$");
  }
}
