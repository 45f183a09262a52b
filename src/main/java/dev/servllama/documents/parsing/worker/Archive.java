package dev.servllama.documents.parsing.worker;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The ZIP file in which office documents and books are packed. Only entries that are asked for are
 * unpacked, never to the disk, and of all together no more than is allowed.
 */
final class Archive implements Closeable {
  private static final int MOST_ENTRIES = 20_000;

  /** Text is packed to a tenth, markup to a fiftieth; a bomb to a thousandth. */
  private static final int MOST_RATIO = 200;

  private static final long SMALL = 1 << 20;

  private final ZipFile zip;
  private long left;

  private Archive(ZipFile zip, long left) {
    this.zip = zip;
    this.left = left;
  }

  static Archive open(Path file, ReaderLimits limits) throws IOException {
    try {
      ZipFile zip = new ZipFile(file.toFile());
      if (zip.size() > MOST_ENTRIES) {
        zip.close();
        throw BadDocumentException.invalid("It has too many parts.");
      }
      return new Archive(zip, limits.unpacked());
    } catch (ZipException e) {
      throw BadDocumentException.invalid("It is broken, or encrypted: it is no archive.");
    }
  }

  Optional<InputStream> find(String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.isDirectory()) {
      return Optional.empty();
    }
    return Optional.of(new Bounded(zip.getInputStream(entry), entry.getCompressedSize()));
  }

  InputStream require(String name) throws IOException {
    return find(name)
        .orElseThrow(
            () -> BadDocumentException.invalid("It is not what its name says: it has no " + name));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private final class Bounded extends FilterInputStream {
    private final long packed;
    private long read;

    private Bounded(InputStream in, long packed) {
      super(in);
      this.packed = Math.max(1, packed);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = in.read(into, offset, length);
      if (count > 0) {
        read += count;
        left -= count;
        if (left < 0 || (read > SMALL && read / packed > MOST_RATIO)) {
          throw BadDocumentException.invalid("It unpacks to more than is read.");
        }
      }
      return count;
    }
  }
}
