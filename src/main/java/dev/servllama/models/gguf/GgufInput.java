package dev.servllama.models.gguf;

import dev.servllama.error.InvalidModelException;
import dev.servllama.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The file as a sequence of little-endian numbers and strings, read through one buffer of fixed
 * size. Nothing is allocated or skipped by a number from the file before that number has been
 * checked against what is left of the file. Not safe for use by several threads.
 */
final class GgufInput {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path file;
  private final FileChannel channel;
  private final long size;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);

  /** Where in the file the buffer ends; the next byte to be read is before it. */
  private long bufferEnd;

  GgufInput(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
  }

  Path file() {
    return file;
  }

  long size() {
    return size;
  }

  long position() {
    return bufferEnd - buffer.remaining();
  }

  /** Moves to a place that was reached before, or to the end of the file at most. */
  void seek(long position) {
    buffer.limit(0);
    bufferEnd = position;
  }

  int uint8(String field) {
    return Byte.toUnsignedInt(available(1, field).get());
  }

  long uint32(String field) {
    return Integer.toUnsignedLong(available(4, field).getInt());
  }

  /** Eight bytes as they are; those of 2^63 and more come out negative. */
  long int64(String field) {
    return available(8, field).getLong();
  }

  /** A signed value of 1, 2, 4 or 8 bytes. */
  long signed(int bytes, String field) {
    ByteBuffer in = available(bytes, field);
    return switch (bytes) {
      case 1 -> in.get();
      case 2 -> in.getShort();
      case 4 -> in.getInt();
      default -> in.getLong();
    };
  }

  /** An unsigned 64-bit number that counts things: 2^63 and more can only be damage. */
  long count(String field) {
    long start = position();
    long count = int64(field);
    if (count < 0) {
      throw faultAt(start, field, Long.toUnsignedString(count) + " is impossibly large");
    }
    return count;
  }

  /** Passes over bytes, all of which must be there. */
  void skip(long bytes, String field) {
    require(bytes, field);
    if (bytes <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) bytes);
    } else {
      seek(position() + bytes);
    }
  }

  /** Passes over a string. */
  void skipString(String field) {
    skip(count(field), field);
  }

  /** A string of valid UTF-8 with at most that many bytes. */
  String string(String field, int maxBytes) {
    long start = position();
    byte[] bytes = stringBytes(field, maxBytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw faultAt(start, field, "is not valid UTF-8");
    }
  }

  /** The bytes of a string. */
  byte[] stringBytes(String field, int maxBytes) {
    long start = position();
    long length = count(field);
    require(length, field);
    if (length > maxBytes) {
      throw faultAt(
          start, field, "is " + length + " bytes long; at most " + maxBytes + " are read");
    }
    byte[] bytes = new byte[(int) length];
    for (int done = 0; done < bytes.length; ) {
      int part = Math.min(bytes.length - done, BUFFER_BYTES);
      available(part, field).get(bytes, done, part);
      done += part;
    }
    return bytes;
  }

  InvalidModelException fault(String field, String problem) {
    return faultAt(position(), field, problem);
  }

  InvalidModelException faultAt(long position, String field, String problem) {
    return new InvalidModelException(file, field + " (at byte " + position + ") " + problem);
  }

  private void require(long bytes, String field) {
    long left = size - position();
    if (bytes > left) {
      throw fault(
          field,
          "needs " + bytes + " bytes, but the file ends " + (bytes - left) + " bytes before that");
    }
  }

  private ByteBuffer available(int bytes, String field) {
    if (buffer.remaining() < bytes) {
      require(bytes, field);
      refill(bytes, field);
    }
    return buffer;
  }

  private void refill(int bytes, String field) {
    long start = position();
    buffer.clear();
    try {
      while (buffer.position() < bytes) {
        if (channel.read(buffer, start + buffer.position()) < 0) {
          buffer.limit(0);
          bufferEnd = start;
          throw faultAt(start, field, "is gone: the file became shorter while it was read");
        }
      }
    } catch (IOException e) {
      throw new StorageException(
          file.getFileName() + " cannot be read: " + e.getMessage(), false, e);
    }
    buffer.flip();
    bufferEnd = start + buffer.limit();
  }
}
