package dev.servllama.models.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.InvalidModelException;
import dev.servllama.testing.RealModel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedGgufTest {
  private static final int HEADER_BYTES = 2 << 20;
  private static final int FLIPS = 500;
  private static final long SEED = 20_260_101;

  @TempDir Path folder;
  private Path file;
  private long size;

  /** The real header in a file of the real length; what is not read need not be copied. */
  @BeforeEach
  void copyTheHeader() throws IOException {
    Path real = RealModel.file();
    size = Files.size(real);
    file = folder.resolve("damaged.gguf");
    try (FileChannel from = FileChannel.open(real);
        FileChannel to =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      from.transferTo(0, HEADER_BYTES, to);
    }
    resize(size);
    assertEquals(8192, Gguf.read(file).contextLength());
  }

  @Test
  void refusesEachTruncation() throws IOException {
    for (int twentieth = 19; twentieth >= 0; twentieth--) {
      long length = size * twentieth / 20;
      resize(length);
      Footprint footprint = Footprint.start();

      String message =
          assertThrows(InvalidModelException.class, () -> Gguf.read(file)).getMessage();

      footprint.assertSmall(message);
      assertTrue(message.startsWith("damaged.gguf: "), message);
      if (length > HEADER_BYTES) {
        assertTrue(message.contains((size - length) + " bytes are missing"), message);
      }
    }
  }

  @Test
  void refusesTruncationsInsideItsHeader() throws IOException {
    for (long length = HEADER_BYTES / 2; length > 0; length = length * 9 / 10) {
      resize(length);

      String message =
          assertThrows(InvalidModelException.class, () -> Gguf.read(file)).getMessage();

      assertTrue(message.matches("damaged\\.gguf: .+ \\(at byte \\d+\\) .+"), message);
    }
  }

  @Test
  void survivesFlippedBytes() throws IOException {
    Random random = new Random(SEED);
    long worstBytes = 0;
    long worstMillis = 0;
    int refused = 0;
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (int i = 0; i < FLIPS; i++) {
        // Half of them where the fields are dense, before the vocabulary.
        int place = random.nextInt(i % 2 == 0 ? 2048 : HEADER_BYTES);
        int mask = 1 + random.nextInt(255);
        flip(bytes, place, mask);
        Footprint footprint = Footprint.start();
        if (isRefused()) {
          refused++;
        }
        footprint.assertSmall("byte " + place + " xor " + mask);
        worstBytes = Math.max(worstBytes, footprint.bytes());
        worstMillis = Math.max(worstMillis, footprint.millis());
        flip(bytes, place, mask);
      }
    }
    System.out.printf(
        "%d flips: %d refused, worst %d ms, %d MB allocated%n",
        FLIPS, refused, worstMillis, worstBytes / 1_000_000);
    assertTrue(refused > FLIPS / 10, refused + " refused");
    assertEquals(8192, Gguf.read(file).contextLength());
  }

  private boolean isRefused() {
    try {
      return Gguf.read(file).contextLength() < 1;
    } catch (InvalidModelException e) {
      assertTrue(e.getMessage().startsWith("damaged.gguf: "), e.getMessage());
      return true;
    }
  }

  private static void flip(RandomAccessFile bytes, int place, int mask) throws IOException {
    bytes.seek(place);
    int old = bytes.read();
    bytes.seek(place);
    bytes.write(old ^ mask);
  }

  private void resize(long length) throws IOException {
    try (RandomAccessFile resized = new RandomAccessFile(file.toFile(), "rw")) {
      resized.setLength(length);
    }
  }
}
