package dev.servllama.chat.template;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Python's {@code datetime.strftime} in the C locale, with the flags of the GNU C library. */
record Strftime(ZonedDateTime time) {
  private static final String FLAGS = "-_0^";

  String format(String format, Rendering rendering) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      rendering.step();
      char c = format.charAt(i);
      if (c != '%' || i + 1 >= format.length()) {
        out.append(c);
        continue;
      }
      boolean flagged = FLAGS.indexOf(format.charAt(i + 1)) >= 0 && i + 2 < format.length();
      char flag = flagged ? format.charAt(i + 1) : ' ';
      i += flagged ? 2 : 1;
      String field = field(format.charAt(i), rendering);
      out.append(field == null ? "%" + format.charAt(i) : flagged(field, flag));
      rendering.allocate(16);
    }
    return out.toString();
  }

  private static String flagged(String field, char flag) {
    if (flag == '^') {
      return field.toUpperCase(Locale.ROOT);
    }
    String stripped = field.replaceFirst("^[0 ]+(?=[0-9])", "");
    return switch (flag) {
      case '-' -> stripped;
      case '_' -> " ".repeat(field.length() - stripped.length()) + stripped;
      case '0' -> "0".repeat(field.length() - stripped.length()) + stripped;
      default -> field;
    };
  }

  private String field(char directive, Rendering rendering) {
    return switch (directive) {
      case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'c' -> format("%a %b %e %H:%M:%S %Y", rendering);
      case 'D', 'x' -> format("%m/%d/%y", rendering);
      case 'F' -> format("%Y-%m-%d", rendering);
      case 'T', 'X' -> format("%H:%M:%S", rendering);
      case 'R' -> format("%H:%M", rendering);
      case 'r' -> format("%I:%M:%S %p", rendering);
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      case 'p' -> time.getHour() < 12 ? "AM" : "PM";
      case 'P' -> time.getHour() < 12 ? "am" : "pm";
      // Python asks for the local time without a zone, so these two are empty there.
      case 'z', 'Z' -> "";
      default -> number(directive);
    };
  }

  private String number(char directive) {
    int day = time.getDayOfWeek().getValue();
    return switch (directive) {
      case 'd' -> digits(2, time.getDayOfMonth());
      case 'e' -> String.format("%2d", time.getDayOfMonth());
      case 'm' -> digits(2, time.getMonthValue());
      case 'y' -> digits(2, time.getYear() % 100);
      case 'Y' -> String.valueOf(time.getYear());
      case 'C' -> digits(2, time.getYear() / 100);
      case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
      case 'V' -> digits(2, time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'H' -> digits(2, time.getHour());
      case 'k' -> String.format("%2d", time.getHour());
      case 'I' -> digits(2, time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case 'l' -> String.format("%2d", time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
      case 'M' -> digits(2, time.getMinute());
      case 'S' -> digits(2, time.getSecond());
      case 'f' -> digits(6, time.get(ChronoField.MICRO_OF_SECOND));
      case 's' -> String.valueOf(time.truncatedTo(ChronoUnit.SECONDS).toEpochSecond());
      case 'j' -> digits(3, time.getDayOfYear());
      case 'u' -> String.valueOf(day);
      case 'w' -> String.valueOf(day % 7);
      case 'U' -> digits(2, (time.getDayOfYear() + 6 - day % 7) / 7);
      case 'W' -> digits(2, (time.getDayOfYear() + 6 - (day + 6) % 7) / 7);
      default -> null;
    };
  }

  private static String digits(int width, int value) {
    return String.format("%0" + width + "d", value);
  }
}
