package dev.servllama.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads which documents there are. */
final class DocumentsReader {
  private static final String COLLECTION = "[\\p{L}\\p{N}_][\\p{L}\\p{N} ._-]{0,63}";

  private final Values values;

  DocumentsReader(Values values) {
    this.values = values;
  }

  Settings.Documents read() {
    return new Settings.Documents(
        values.path(Setting.DATA_DIR).resolve("documents"),
        folders(),
        values.list(Setting.LOCALDOCS_DEFAULT),
        values.wholeNumber(Setting.MAX_FILE_BYTES, 1024, 1L << 40).orElse(0));
  }

  private Map<String, Path> folders() {
    Map<String, Path> folders = new LinkedHashMap<>();
    for (String folder : values.list(Setting.LOCALDOCS)) {
      String[] sides = folder.split("=", 2);
      if (sides.length < 2
          || !sides[0].strip().matches(COLLECTION)
          || sides[1].isBlank()
          || folders.containsKey(sides[0].strip())) {
        values.problem(
            Setting.LOCALDOCS,
            "'%s' is not of the form NAME=PATH with a name that no other has".formatted(folder));
        continue;
      }
      try {
        folders.put(sides[0].strip(), Path.of(sides[1].strip()).toAbsolutePath().normalize());
      } catch (InvalidPathException e) {
        values.problem(Setting.LOCALDOCS, "'%s' is not a path".formatted(sides[1].strip()));
      }
    }
    return folders;
  }
}
