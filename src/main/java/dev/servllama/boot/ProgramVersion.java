package dev.servllama.boot;

import java.nio.file.Path;
import java.util.Optional;

/** Asks a llama-server for its version. */
final class ProgramVersion {
  private static final String VERSION = "version:";

  private ProgramVersion() {}

  /** Its version in its own words; empty if it does not run, or is something else. */
  static Optional<String> of(Path program) {
    return AskedProgram.lines(program, "--version")
        .filter(line -> line.startsWith(VERSION))
        .map(line -> "llama.cpp " + line.substring(VERSION.length()).strip())
        .findFirst();
  }
}
