package dev.servllama.documents.catalog;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What names that people give may be: in any language, but nothing that a file system takes for
 * something else, and nothing that looks like another name.
 */
final class NameRules {
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
  private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{M}]+");
  private static final Set<UnicodeScript> ALIKE =
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK);

  private NameRules() {}

  /**
   * What is wrong with a name, to be put behind "the name".
   *
   * @param most UTF-16 units
   */
  static Optional<String> problem(String name, int most) {
    if (name.isBlank()) {
      return Optional.of("is empty");
    }
    if (name.length() > most) {
      return Optional.of("has %d characters, %d at most".formatted(name.length(), most));
    }
    if (name.contains("/") || name.contains("\\") || name.startsWith("..") || name.equals(".")) {
      return Optional.of("must not be a path");
    }
    if (name.codePoints().anyMatch(NameRules::isInvisible)) {
      return Optional.of("has control or invisible characters");
    }
    if (DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      return Optional.of("is that of a device on Windows");
    }
    if (WORDS
        .splitAsStream(Normalizer.normalize(name, Normalizer.Form.NFC))
        .anyMatch(NameRules::mixesScripts)) {
      return Optional.of("has a word with letters of several scripts that look alike");
    }
    return Optional.empty();
  }

  private static boolean isInvisible(int point) {
    int type = Character.getType(point);
    // The joiners are part of the spelling in some languages and in emoji.
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || (type == Character.FORMAT && point != 0x200c && point != 0x200d);
  }

  private static boolean mixesScripts(String word) {
    Set<UnicodeScript> found = EnumSet.noneOf(UnicodeScript.class);
    word.codePoints().mapToObj(UnicodeScript::of).filter(ALIKE::contains).forEach(found::add);
    return found.size() > 1;
  }
}
