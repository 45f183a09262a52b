package dev.servllama.documents.catalog;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A collection; in OpenAI's words, a vector store.
 *
 * @param id begins with {@code vs_}
 * @param owner whose it is; {@link #EVERYONE} for a folder's
 * @param name may be empty
 * @param createdAt in seconds since 1970
 * @param lastActiveAt when it was last asked or changed, in seconds since 1970
 * @param metadata whatever its owner wrote to it
 * @param folder the path of the folder that it follows; null if it follows none
 */
public record Store(
    String id,
    String owner,
    String name,
    long createdAt,
    long lastActiveAt,
    Map<String, String> metadata,
    String folder) {
  /** The owner of what is everyone's. No key has this name: it is not a name. */
  public static final String EVERYONE = "*";

  /** Copies the metadata. */
  public Store {
    metadata = new LinkedHashMap<>(metadata);
  }

  /**
   * The same collection, asked or changed as well at a time.
   *
   * @param at in seconds since 1970
   */
  public Store active(long at) {
    return new Store(id, owner, name, createdAt, Math.max(lastActiveAt, at), metadata, folder);
  }

  /** The same collection with another name and other metadata. */
  public Store with(String otherName, Map<String, String> otherMetadata) {
    return new Store(id, owner, otherName, createdAt, lastActiveAt, otherMetadata, folder);
  }
}
