package dev.servllama.models.pull;

import dev.servllama.error.StorageException;
import java.io.IOException;
import java.util.function.Consumer;

/** A place where models can be had. */
interface ModelSource {
  /** For people. */
  String name();

  /** Whether it may have a file at all. */
  boolean offers(RemoteFile file);

  /**
   * Brings the file whole and checked into the part file.
   *
   * @throws IOException if it cannot, with a message for people
   * @throws StorageException if the disk is full
   */
  void fetch(RemoteFile file, PartFile part, Consumer<PullProgress> progress) throws IOException;
}
