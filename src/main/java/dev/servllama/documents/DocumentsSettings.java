package dev.servllama.documents;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where documents lie.
 *
 * @param folder of the server's own data
 * @param folders that are followed, by the names of their collections
 */
public record DocumentsSettings(Path folder, Map<String, Path> folders) {
  /** Copies the map. */
  public DocumentsSettings {
    folders = Map.copyOf(folders);
  }
}
