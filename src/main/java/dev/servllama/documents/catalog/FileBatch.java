package dev.servllama.documents.catalog;

import java.util.List;

/**
 * Files that were put into a collection together.
 *
 * @param id begins with {@code vsfb_}
 * @param createdAt in seconds since 1970
 * @param fileIds which files
 * @param cancelled whether what was not done was given up
 */
public record FileBatch(String id, long createdAt, List<String> fileIds, boolean cancelled) {
  /** Makes the list immutable. */
  public FileBatch {
    fileIds = List.copyOf(fileIds);
  }
}
