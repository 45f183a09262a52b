package dev.servllama.chat.template;

import java.util.Map;

/** The methods of {@code str} that fill it up or fill it in. */
final class TextPadMethods {
  static final Map<String, TextMethod> METHODS =
      Map.of(
          "ljust", (self, args, r) -> justify("ljust", self, args, r),
          "rjust", (self, args, r) -> justify("rjust", self, args, r),
          "center", (self, args, r) -> justify("center", self, args, r),
          "zfill", TextPadMethods::zeroFill,
          "expandtabs", TextPadMethods::expandTabs,
          "format", BraceFormat::format,
          "format_map", BraceFormat::formatMap);

  private static final Text ZERO = Text.trusted("0");
  private static final Text SPACE = Text.trusted(" ");

  private TextPadMethods() {}

  private static Value justify(String name, Text self, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind(name, 1, "width", "fillchar");
    Text fill = bound.text(1, SPACE);
    if (Positions.length(fill) != 1) {
      throw TemplateException.failed("The fill character must be exactly one character long");
    }
    int width = bound.integer(0, 0);
    return name.equals("center")
        ? center(self, width, fill, r)
        : pad(self, width, fill, name.equals("rjust"), r);
  }

  static Text pad(Text self, int width, Text fill, boolean before, Rendering r) {
    int missing = width - Positions.length(self);
    if (missing <= 0) {
      return self;
    }
    TextBuilder padded = new TextBuilder(r);
    return before
        ? padded.repeat(fill, missing).append(self).build()
        : padded.append(self).repeat(fill, missing).build();
  }

  /** Centres as CPython does: the odd space goes left only if the width is odd as well. */
  static Text center(Text self, int width, Text fill, Rendering r) {
    int missing = width - Positions.length(self);
    if (missing <= 0) {
      return self;
    }
    int left = missing / 2 + (missing & width & 1);
    return new TextBuilder(r).repeat(fill, left).append(self).repeat(fill, missing - left).build();
  }

  private static Value zeroFill(Text self, Arguments args, Rendering r) {
    int width = args.bind("zfill", 1, "width").integer(0, 0);
    boolean signed = self.chars().startsWith("-") || self.chars().startsWith("+");
    int sign = signed ? 1 : 0;
    int missing = Math.max(0, width - Positions.length(self));
    return new TextBuilder(r)
        .append(self, 0, sign)
        .repeat(ZERO, missing)
        .append(self, sign, self.length())
        .build();
  }

  private static Value expandTabs(Text self, Arguments args, Rendering r) {
    int size = args.bind("expandtabs", 0, "tabsize").integer(0, 8);
    TextBuilder expanded = new TextBuilder(r);
    int column = 0;
    for (int i = 0; i < self.length(); i++) {
      char c = self.chars().charAt(i);
      if (c == '\t') {
        int spaces = size <= 0 ? 0 : size - column % size;
        expanded.repeat(SPACE, spaces);
        column += spaces;
      } else {
        expanded.append(self, i, i + 1);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
      }
    }
    return expanded.build();
  }
}
