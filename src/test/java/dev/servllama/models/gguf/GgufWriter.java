package dev.servllama.models.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small GGUF files, right ones and such as no honest program writes. */
final class GgufWriter {
  private final Map<String, byte[]> metadata = new LinkedHashMap<>();
  private final List<byte[]> repeated = new ArrayList<>();
  private final List<byte[]> tensors = new ArrayList<>();
  private int version = 3;
  private int alignment = 32;
  private Long metadataCount;
  private Long tensorCount;
  private long dataBytes;

  /** A model that every check lets through. */
  static GgufWriter valid() {
    return new GgufWriter()
        .string("general.architecture", "llama")
        .uint32("llama.context_length", 128)
        .uint32("llama.embedding_length", 64)
        .uint32("llama.block_count", 2)
        .uint32("llama.attention.head_count", 4)
        .uint32("general.file_type", 0)
        .string("tokenizer.ggml.model", "gpt2")
        .strings("tokenizer.ggml.tokens", "<s>", "a", "b")
        .int32s("tokenizer.ggml.token_type", 3, 1, 1)
        .uint32("tokenizer.ggml.bos_token_id", 0)
        .tensor("a.weight", 0, 0, 64, 3)
        .tensor("b.weight", 2, 768, 64)
        .data(768 + 36);
  }

  GgufWriter version(int number) {
    version = number;
    return this;
  }

  GgufWriter metadataCount(long count) {
    metadataCount = count;
    return this;
  }

  GgufWriter tensorCount(long count) {
    tensorCount = count;
    return this;
  }

  GgufWriter without(String key) {
    metadata.remove(key);
    return this;
  }

  GgufWriter alignment(int bytes) {
    alignment = bytes;
    return uint32("general.alignment", bytes);
  }

  GgufWriter string(String key, String value) {
    return raw(key, 8, text(value));
  }

  GgufWriter uint32(String key, long value) {
    return raw(key, 4, int32((int) value));
  }

  GgufWriter strings(String key, String... values) {
    byte[][] all = new byte[values.length][];
    for (int i = 0; i < values.length; i++) {
      all[i] = text(values[i]);
    }
    return array(key, 8, values.length, join(all));
  }

  GgufWriter int32s(String key, int... values) {
    byte[][] all = new byte[values.length][];
    for (int i = 0; i < values.length; i++) {
      all[i] = int32(values[i]);
    }
    return array(key, 5, values.length, join(all));
  }

  GgufWriter array(String key, int type, long count, byte[] elements) {
    return raw(key, 9, join(int32(type), int64(count), elements));
  }

  GgufWriter raw(String key, int type, byte[] value) {
    metadata.put(key, join(text(key), int32(type), value));
    return this;
  }

  /** Writes an entry a second time. */
  GgufWriter again(String key) {
    repeated.add(metadata.get(key));
    return this;
  }

  GgufWriter noTensors() {
    tensors.clear();
    return data(0);
  }

  GgufWriter tensor(String name, int type, long offset, long... dimensions) {
    byte[][] all = new byte[dimensions.length][];
    for (int i = 0; i < dimensions.length; i++) {
      all[i] = int64(dimensions[i]);
    }
    tensors.add(join(text(name), int32(dimensions.length), join(all), int32(type), int64(offset)));
    return this;
  }

  GgufWriter data(long bytes) {
    dataBytes = bytes;
    return this;
  }

  Path write(Path file) throws IOException {
    List<byte[]> entries = new ArrayList<>(metadata.values());
    entries.addAll(repeated);
    byte[] head =
        join(
            "GGUF".getBytes(StandardCharsets.US_ASCII),
            int32(version),
            int64(tensorCount == null ? tensors.size() : tensorCount),
            int64(metadataCount == null ? entries.size() : metadataCount),
            join(entries.toArray(byte[][]::new)),
            join(tensors.toArray(byte[][]::new)));
    int step = Integer.bitCount(alignment) == 1 ? alignment : 1;
    int padding = Math.floorMod(-head.length, step);
    return Files.write(file, join(head, new byte[padding + (int) dataBytes]));
  }

  static byte[] text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return join(int64(bytes.length), bytes);
  }

  static byte[] int32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  static byte[] int64(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
