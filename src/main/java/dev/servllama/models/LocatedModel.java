package dev.servllama.models;

import java.nio.file.Path;
import java.util.List;

/**
 * The model that is to run. Immutable.
 *
 * @param id its name: the file's path in the models' folder, with {@code /}
 * @param file the file, the first one of a split model; not yet checked
 * @param available the ids of all models there are, sorted
 */
public record LocatedModel(String id, Path file, List<String> available) {
  /** Copies the list. */
  public LocatedModel {
    available = List.copyOf(available);
  }
}
