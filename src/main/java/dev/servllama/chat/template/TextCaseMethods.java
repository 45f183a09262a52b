package dev.servllama.chat.template;

import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The methods of {@code str} that change case. */
final class TextCaseMethods {
  static final Map<String, TextMethod> METHODS =
      Map.of(
          "upper", (self, args, r) -> upper(self, r),
          "lower", (self, args, r) -> lower(self, r),
          "casefold", (self, args, r) -> map(self, TextCaseMethods::casefold, r),
          "capitalize", (self, args, r) -> capitalize(self, r),
          "title", (self, args, r) -> title(self, r),
          "swapcase", (self, args, r) -> map(self, TextCaseMethods::swapcase, r));

  private TextCaseMethods() {}

  static Text upper(Text text, Rendering rendering) {
    return map(text, chars -> chars.toUpperCase(Locale.ROOT), rendering);
  }

  static Text lower(Text text, Rendering rendering) {
    return map(text, chars -> chars.toLowerCase(Locale.ROOT), rendering);
  }

  private static Text map(Text text, UnaryOperator<String> mapping, Rendering rendering) {
    return new TextBuilder(rendering).appendMapped(text, mapping).build().asMarkup(text.markup());
  }

  static Text capitalize(Text text, Rendering rendering) {
    if (text.length() == 0) {
      return text;
    }
    int first = Character.charCount(text.chars().codePointAt(0));
    return new TextBuilder(rendering)
        .append(map(text.slice(0, first), TextCaseMethods::titlecase, rendering))
        .append(lower(text.slice(first, text.length()), rendering))
        .build()
        .asMarkup(text.markup());
  }

  private static Text title(Text text, Rendering rendering) {
    TextBuilder titled = new TextBuilder(rendering);
    boolean inWord = false;
    String chars = text.chars();
    for (int i = 0; i < chars.length(); ) {
      int c = chars.codePointAt(i);
      int next = i + Character.charCount(c);
      String one = chars.substring(i, next);
      titled.appendFor(text, i, next, inWord ? one.toLowerCase(Locale.ROOT) : titlecase(one));
      inWord = Characters.isCased(c);
      i = next;
    }
    return titled.build();
  }

  /** One character as it begins a word. */
  private static String titlecase(String character) {
    if (character.isEmpty()) {
      return character;
    }
    int title = Character.toTitleCase(character.codePointAt(0));
    String upper = character.toUpperCase(Locale.ROOT);
    boolean expands = upper.codePointCount(0, upper.length()) > 1;
    return expands
        ? upper.substring(0, 1) + upper.substring(1).toLowerCase(Locale.ROOT)
        : Character.toString(title);
  }

  private static String casefold(String chars) {
    return chars.toLowerCase(Locale.ROOT).replace("ß", "ss").replace('ς', 'σ');
  }

  private static String swapcase(String chars) {
    StringBuilder swapped = new StringBuilder(chars.length());
    chars
        .codePoints()
        .mapToObj(Character::toString)
        .map(
            c ->
                Character.isUpperCase(c.codePointAt(0))
                    ? c.toLowerCase(Locale.ROOT)
                    : c.toUpperCase(Locale.ROOT))
        .forEach(swapped::append);
    return swapped.toString();
  }
}
