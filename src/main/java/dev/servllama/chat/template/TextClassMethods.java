package dev.servllama.chat.template;

import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** The methods of {@code str} that ask what kind of characters it is made of. */
final class TextClassMethods {
  static final Map<String, TextMethod> METHODS =
      Map.ofEntries(
          all("isalpha", Character::isLetter),
          all("isdecimal", Character::isDigit),
          all("isdigit", TextClassMethods::isDigit),
          all("isnumeric", TextClassMethods::isNumeric),
          all("isalnum", c -> Character.isLetter(c) || isNumeric(c)),
          all("isspace", Characters::isSpace),
          test("isupper", text -> TextClassMethods.ofCase(text, Character::isUpperCase)),
          test("islower", text -> TextClassMethods.ofCase(text, Character::isLowerCase)),
          test("istitle", TextClassMethods::isTitle),
          test("isascii", text -> text.chars().allMatch(c -> c < 0x80)),
          test("isprintable", text -> text.codePoints().allMatch(Characters::printable)),
          test("isidentifier", TextClassMethods::isIdentifier));

  private TextClassMethods() {}

  private static Map.Entry<String, TextMethod> all(String name, IntPredicate predicate) {
    return test(name, text -> !text.isEmpty() && text.codePoints().allMatch(predicate));
  }

  private static Map.Entry<String, TextMethod> test(String name, Predicate<String> predicate) {
    return Map.entry(name, (self, args, r) -> BoolValue.of(predicate.test(self.chars())));
  }

  private static boolean isDigit(int c) {
    return Character.isDigit(c)
        || c == 0xb2
        || c == 0xb3
        || c == 0xb9
        || c >= 0x2070 && c <= 0x2089;
  }

  private static boolean isNumeric(int c) {
    int type = Character.getType(c);
    return Character.isDigit(c)
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  static boolean isUpper(String text) {
    return ofCase(text, Character::isUpperCase);
  }

  static boolean isLower(String text) {
    return ofCase(text, Character::isLowerCase);
  }

  private static boolean ofCase(String text, IntPredicate wanted) {
    return text.codePoints().anyMatch(wanted)
        && text.codePoints().filter(Characters::isCased).allMatch(wanted);
  }

  private static boolean isTitle(String text) {
    boolean inWord = false;
    boolean any = false;
    for (int c : text.codePoints().toArray()) {
      boolean lower = Character.isLowerCase(c);
      boolean cased = Characters.isCased(c);
      if (cased && lower != inWord) {
        return false;
      }
      inWord = cased;
      any |= cased;
    }
    return any;
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && Character.isUnicodeIdentifierStart(text.codePointAt(0)) | text.charAt(0) == '_'
        && text.codePoints().allMatch(Character::isUnicodeIdentifierPart);
  }
}
