package dev.servllama.engine.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a child.
 *
 * @param words program and arguments; other users of the machine can read them, so no secrets
 * @param environment the whole environment of the child: nothing is inherited
 * @param folder its working directory
 */
public record ChildCommand(List<String> words, Map<String, String> environment, Path folder) {
  /** Copies what it is given. */
  public ChildCommand {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }
}
