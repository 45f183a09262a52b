package dev.servllama.models.pull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What there is of a file that is being pulled: hidden beside its target, with the server's entity
 * tag next to it, so that a later pull can go on. Whoever uses it holds the target's {@link
 * PullLock}.
 */
final class PartFile {
  private static final int BUFFER_BYTES = 128 * 1024;
  private static final byte[] MAGIC = "GGUF".getBytes(StandardCharsets.US_ASCII);

  private final Path target;
  private final Path part;
  private final Path etag;

  PartFile(Path target) {
    this.target = target;
    this.part = target.resolveSibling("." + target.getFileName() + ".part");
    this.etag = target.resolveSibling("." + target.getFileName() + ".part.etag");
  }

  Path directory() {
    return target.toAbsolutePath().getParent();
  }

  /** A hidden folder for what a source must store on the way; its own, as the lock is. */
  Path scratch() {
    return target.resolveSibling("." + target.getFileName() + ".scratch");
  }

  long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  Optional<String> etag() throws IOException {
    return Files.exists(etag) ? Optional.of(Files.readString(etag)) : Optional.empty();
  }

  void delete() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(etag);
  }

  /** Begins anew, with the tag of what is to come if the server gave a strong one. */
  void restart(Optional<String> tag) throws IOException {
    delete();
    if (tag.isPresent()) {
      Files.writeString(etag, tag.get());
    }
  }

  FileChannel append() throws IOException {
    return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Compares what is here with what it must be; deletes it if it is something else. */
  void verify(String sha256) throws IOException {
    String actual = sha256();
    if (!actual.equals(sha256)) {
      delete();
      throw new PullFailedException("the file has the SHA-256 " + actual + ", not " + sha256);
    }
  }

  /** For a file whose hash nobody told: at least it begins as a model does. */
  void verifyMagic() throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(part)) {
      start = in.readNBytes(MAGIC.length);
    }
    if (!MessageDigest.isEqual(start, MAGIC)) {
      delete();
      throw new PullFailedException("the file is no GGUF file");
    }
  }

  /** Gives the whole file its name; until then the target does not exist. */
  void moveIntoPlace() throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(etag);
  }

  private String sha256() throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (FileChannel channel = FileChannel.open(part)) {
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
