package dev.servllama.chat.template;

/** Finds where a number literal ends. */
record NumberScanner(String text, int start) {
  /** The end of a float at the start, or the start itself if there is none. */
  int floatEnd() {
    if (start > 0 && text.charAt(start - 1) == '.') {
      return start;
    }
    int whole = digits(start, 10);
    int fraction = charAt(whole) == '.' ? digits(whole + 1, 10) : whole + 1;
    int mantissa = fraction > whole + 1 ? fraction : whole;
    int exponent = exponentEnd(mantissa);
    return exponent > mantissa ? exponent : mantissa > whole ? mantissa : start;
  }

  private int exponentEnd(int from) {
    if (charAt(from) != 'e' && charAt(from) != 'E') {
      return from;
    }
    int digits = charAt(from + 1) == '+' || charAt(from + 1) == '-' ? from + 2 : from + 1;
    int end = digits(digits, 10);
    return end > digits ? end : from;
  }

  /** The end of an integer at the start. */
  int integerEnd() {
    if (charAt(start) != '0') {
      return digits(start, 10);
    }
    int radix =
        switch (Character.toLowerCase(charAt(start + 1))) {
          case 'b' -> 2;
          case 'o' -> 8;
          case 'x' -> 16;
          default -> 1;
        };
    if (radix == 1) {
      return digits(start, 1);
    }
    int first = charAt(start + 2) == '_' ? start + 3 : start + 2;
    int end = digits(first, radix);
    return end > first ? end : start + 1;
  }

  /** The end of digits, single underscores between them allowed; radix 1 has only zeros. */
  private int digits(int from, int radix) {
    int end = from;
    while (isDigit(charAt(end), radix)
        || end > from && charAt(end) == '_' && isDigit(charAt(end + 1), radix)) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c, int radix) {
    return radix == 1 ? c == '0' : c < 0x80 && Character.digit(c, radix) >= 0;
  }

  private char charAt(int index) {
    return index < text.length() ? text.charAt(index) : ' ';
  }
}
