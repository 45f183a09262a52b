package dev.servllama.documents.catalog;

import dev.servllama.documents.splitting.ChunkSize;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file in a collection.
 *
 * @param fileId its id
 * @param name its name
 * @param path below the folder that the collection follows; null for an uploaded file
 * @param createdAt when it came into the collection, in seconds since 1970
 * @param attributes by which searches can be narrowed: strings, numbers and booleans
 * @param chunkSize as it was asked for; null for the server's own choice
 * @param state how far it is
 * @param failure why it could not be read; null unless it has failed
 * @param bytes of its content
 * @param modified when the file in the folder was changed, in milliseconds; 0 for an uploaded one
 * @param digest of its content, in a folder; null where it is not known
 * @param chunks that it was split into
 * @param pages that it has; 0 where it has none
 */
public record Entry(
    String fileId,
    String name,
    String path,
    long createdAt,
    Map<String, Object> attributes,
    ChunkSize chunkSize,
    State state,
    Failure failure,
    long bytes,
    long modified,
    String digest,
    int chunks,
    int pages) {

  /** How far a file is. */
  public enum State {
    /** It cannot be found yet. */
    IN_PROGRESS,
    /** It can be found. */
    COMPLETED,
    /** It cannot be read. */
    FAILED,
    /** It was not wanted any more. */
    CANCELLED
  }

  /**
   * Why a file could not be read.
   *
   * @param code in OpenAI's words: {@code server_error}, {@code unsupported_file}, {@code
   *     invalid_file}
   * @param message for a person
   */
  public record Failure(String code, String message) {}

  /** Copies the attributes. */
  public Entry {
    attributes = new LinkedHashMap<>(attributes);
  }

  /** A new one, which is still to be read. */
  public static Entry of(
      StoredFile file, long now, Map<String, Object> attributes, ChunkSize chunkSize) {
    return new Entry(
        file.id(),
        file.name(),
        null,
        now,
        attributes,
        chunkSize,
        State.IN_PROGRESS,
        null,
        file.bytes(),
        0,
        null,
        0,
        0);
  }

  /** A new one in a folder, which is still to be read. */
  public static Entry inFolder(String id, String path, long now, FileStamp stamp, String digest) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return new Entry(
        id,
        name,
        path,
        now,
        Map.of(),
        null,
        State.IN_PROGRESS,
        null,
        stamp.bytes(),
        stamp.modified(),
        digest,
        0,
        0);
  }

  /** The same file, and it can be found. */
  public Entry completed(int itsChunks, int itsPages) {
    return with(State.COMPLETED, null, itsChunks, itsPages);
  }

  /** The same file, and it cannot be read. */
  public Entry failed(Failure why) {
    return with(State.FAILED, why, 0, 0);
  }

  /** The same file, not wanted any more. */
  public Entry cancelled() {
    return with(State.CANCELLED, null, 0, 0);
  }

  /** The same file, to be read again. */
  public Entry again() {
    return with(State.IN_PROGRESS, null, 0, 0);
  }

  /** The same file with other attributes. */
  public Entry with(Map<String, Object> others) {
    return new Entry(
        fileId, name, path, createdAt, others, chunkSize, state, failure, bytes, modified, digest,
        chunks, pages);
  }

  /** The same file, touched but not changed. */
  public Entry touched(FileStamp stamp) {
    return new Entry(
        fileId,
        name,
        path,
        createdAt,
        attributes,
        chunkSize,
        state,
        failure,
        stamp.bytes(),
        stamp.modified(),
        digest,
        chunks,
        pages);
  }

  private Entry with(State next, Failure why, int itsChunks, int itsPages) {
    return new Entry(
        fileId,
        name,
        path,
        createdAt,
        attributes,
        chunkSize,
        next,
        why,
        bytes,
        modified,
        digest,
        itsChunks,
        itsPages);
  }
}
