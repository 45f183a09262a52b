package dev.servllama.keys;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.zip.CRC32;

/** A line of the journal: checksum, day, counts and name, with blanks between. */
final class UsageRecord {
  private static final int PARTS = 7;

  private UsageRecord() {}

  static String line(DailyUsage daily) {
    Usage usage = daily.usage();
    String content =
        "%s %d %d %d %d %s"
            .formatted(
                daily.day(),
                usage.requests(),
                usage.promptTokens(),
                usage.completionTokens(),
                usage.cachedTokens(),
                URLEncoder.encode(daily.name(), StandardCharsets.UTF_8));
    return checksum(content) + " " + content + "\n";
  }

  /** Empty for a line that is torn or damaged. */
  static Optional<DailyUsage> parse(String line) {
    String[] parts = line.split(" ");
    int blank = line.indexOf(' ');
    if (parts.length != PARTS || !parts[0].equals(checksum(line.substring(blank + 1)))) {
      return Optional.empty();
    }
    try {
      Usage usage =
          new Usage(
              Long.parseLong(parts[2]),
              Long.parseLong(parts[3]),
              Long.parseLong(parts[4]),
              Long.parseLong(parts[5]));
      String name = URLDecoder.decode(parts[6], StandardCharsets.UTF_8);
      return Optional.of(new DailyUsage(LocalDate.parse(parts[1]), name, usage));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String checksum(String content) {
    CRC32 sum = new CRC32();
    sum.update(content.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }
}
