package dev.servllama.training;

import dev.servllama.error.InvalidRequestException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a dataset: safe as a file's name on every system. Names that differ only in case name
 * the same dataset nowhere, and cannot exist together, since some file systems hold them to be one.
 *
 * @param text one to 64 letters, digits, dots, underscores and hyphens of ASCII; no dot first
 */
record DatasetName(String text) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

  /** Devices that Windows finds in every folder, whatever follows after a dot. */
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  /**
   * Checks a name.
   *
   * @param param the field that held it, for the error
   * @throws InvalidRequestException if it is not one
   */
  static DatasetName check(String param, String text) {
    Optional<String> problem = problem(text);
    if (problem.isPresent()) {
      throw InvalidRequestException.of(param, "Invalid '%s': %s".formatted(param, problem.get()));
    }
    return new DatasetName(text);
  }

  /** Why a text is not a name; empty if it is one. */
  static Optional<String> problem(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.of(
          "a dataset's name has 1 to 64 of the characters A-Z, a-z, 0-9, '.', '_' and '-', and no"
              + " dot first.");
    }
    if (DEVICE.matcher(text).matches()) {
      return Optional.of(
          "'%s' names a device on Windows and cannot name a dataset.".formatted(text));
    }
    return Optional.empty();
  }

  /** Equal for all names that some file system holds to be one. */
  String folded() {
    return text.toLowerCase(Locale.ROOT);
  }
}
