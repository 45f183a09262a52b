package dev.servllama.documents.catalog;

import dev.servllama.error.InvalidRequestException;

/** What names of files may be. */
final class FileName {
  private static final int MOST = 255;

  private FileName() {}

  static void check(String name) {
    NameRules.problem(name, MOST)
        .ifPresent(
            problem -> {
              throw InvalidRequestException.of("file", "The file's name " + problem + ".");
            });
  }
}
