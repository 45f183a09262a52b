package dev.servllama.chat.schema;

/** Reads what follows a backslash in a pattern. */
final class CharacterEscapes {
  private static final CodePoints LINE_ENDS = CodePoints.of('\n', '\r', 0x85, 0x2028, 0x2029);
  static final CodePoints ANY_BUT_LINE_ENDS = LINE_ENDS.complement();

  private static final CodePoints WORD =
      CodePoints.range('a', 'z')
          .union(CodePoints.range('A', 'Z'))
          .union(CodePoints.DIGITS)
          .union(CodePoints.of('_'));
  private static final CodePoints SPACE = CodePoints.of('\t', '\n', 0x0B, '\f', '\r', ' ');

  /** ECMA-262's WhiteSpace and LineTerminator. */
  private static final CodePoints UNICODE_SPACE =
      SPACE
          .union(CodePoints.of(0xA0, 0x1680, 0x202F, 0x205F, 0x3000, 0xFEFF, 0x2028, 0x2029))
          .union(CodePoints.range(0x2000, 0x200A));

  private static final String SYNTAX = "^$\\.*+?()[]{}|/-\"'#%&,:;<=>@_`~! ";

  private final int[] source;
  private final boolean inClass;
  private int position;

  /**
   * @param position of the character after the backslash
   */
  CharacterEscapes(int[] source, int position, boolean inClass) {
    this.source = source;
    this.position = position;
    this.inClass = inClass;
  }

  /** The position after the escape, once it has been read. */
  int position() {
    return position;
  }

  /** Replaces the narrow reading of {@code \\s} or {@code \\S} by the wide one. */
  static CodePoints widest(CodePoints set) {
    if (set.equals(SPACE)) {
      return UNICODE_SPACE;
    }
    return set.equals(UNICODE_SPACE.complement()) ? SPACE.complement() : set;
  }

  CodePoints read() throws RegexSyntaxException {
    if (position >= source.length) {
      throw new RegexSyntaxException("ends with a lone backslash");
    }
    int c = source[position++];
    switch (c) {
      case 'd':
        return CodePoints.DIGITS;
      case 'D':
        return CodePoints.DIGITS.complement();
      case 'w':
        return WORD;
      case 'W':
        return WORD.complement();
      case 's':
        return SPACE;
      case 'S':
        return UNICODE_SPACE.complement();
      case 'x':
        return CodePoints.of(hex(2));
      case 'u':
        return CodePoints.of(unicode());
      default:
        return CodePoints.of(control(c));
    }
  }

  private int control(int c) throws RegexSyntaxException {
    int at = "tnrfv".indexOf(c);
    if (at >= 0) {
      return "\t\n\r\f\u000B".charAt(at);
    }
    if (c == '0' && (position >= source.length || !CodePoints.DIGITS.contains(source[position]))) {
      return 0;
    }
    if (c == 'b' && inClass) {
      return '\b';
    }
    if (SYNTAX.indexOf(c) >= 0) {
      return c;
    }
    throw new RegexSyntaxException(
        "has \"\\"
            + Character.toString(c)
            + "\", which no grammar can hold (at character "
            + (position - 2)
            + ")");
  }

  private int unicode() throws RegexSyntaxException {
    int high = hex(4);
    if (!Character.isSurrogate((char) high)) {
      return high;
    }
    boolean pair =
        Character.isHighSurrogate((char) high)
            && position + 1 < source.length
            && source[position] == '\\'
            && source[position + 1] == 'u';
    position += 2;
    int low = pair ? hex(4) : 0;
    if (!pair || !Character.isLowSurrogate((char) low)) {
      throw new RegexSyntaxException("has half of a surrogate pair");
    }
    return Character.toCodePoint((char) high, (char) low);
  }

  private int hex(int digits) throws RegexSyntaxException {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = position < source.length ? Character.digit(source[position], 16) : -1;
      if (digit < 0) {
        throw new RegexSyntaxException("has a malformed hexadecimal escape");
      }
      value = value * 16 + digit;
      position++;
    }
    return value;
  }
}
