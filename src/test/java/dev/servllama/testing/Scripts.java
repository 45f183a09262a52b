package dev.servllama.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of a few lines, for where a real one says or does too much. Not for Windows. */
public final class Scripts {
  private Scripts() {}

  /**
   * Writes a program.
   *
   * @param file what it is to be called; made, or written anew
   * @param lines of the shell
   * @return the file
   */
  public static Path write(Path file, String lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
    return file;
  }
}
