package dev.servllama.models.gguf;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.servllama.error.InvalidModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MaliciousGgufTest {
  private static final long HUGE = 1L << 62;
  private static final byte[] NOTHING = {};

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource({"heads", "metadata", "tensors"})
  void refusesItAndNamesTheField(String field, GgufWriter writer) throws IOException {
    Path file = writer.write(folder.resolve("evil.gguf"));
    Footprint footprint = Footprint.start();

    String message = assertThrows(InvalidModelException.class, () -> Gguf.read(file)).getMessage();

    footprint.assertSmall(message);
    assertTrue(message.startsWith("evil.gguf: "), message);
    assertTrue(message.contains(field), message);
  }

  static Stream<Arguments> heads() {
    return Stream.of(
        arguments("version (at byte 4) is 1", GgufWriter.valid().version(1)),
        arguments("version (at byte 4) is 4", GgufWriter.valid().version(4)),
        arguments("big-endian", GgufWriter.valid().version(3 << 24)),
        arguments("tensor count", GgufWriter.valid().tensorCount(-1)),
        arguments("tensor count", GgufWriter.valid().tensorCount(HUGE)),
        arguments("tensor count", GgufWriter.valid().tensorCount(100)),
        arguments("tensor 2 name", GgufWriter.valid().tensorCount(3)),
        arguments("tensor count", GgufWriter.valid().noTensors()),
        arguments("metadata count", GgufWriter.valid().metadataCount(-1)),
        arguments("metadata count", GgufWriter.valid().metadataCount(HUGE)),
        arguments("metadata key", GgufWriter.valid().metadataCount(16_384)),
        arguments("general.alignment", GgufWriter.valid().alignment(0)),
        arguments("general.alignment", GgufWriter.valid().alignment(33)),
        arguments("general.alignment", GgufWriter.valid().string("general.alignment", "32")));
  }

  static Stream<Arguments> metadata() {
    byte[] nested = GgufWriter.join(GgufWriter.int32(9), GgufWriter.int64(1));
    return Stream.of(
        arguments("general.name", with("general.name", 8, GgufWriter.int64(HUGE))),
        arguments("general.name", with("general.name", 8, GgufWriter.int64(-1))),
        arguments("general.name", with("general.name", 8, GgufWriter.int64(10_000))),
        arguments(
            "general.name",
            with("general.name", 8, GgufWriter.join(GgufWriter.int64(1), new byte[] {-1}))),
        arguments("general.name", with("general.name", 13, NOTHING)),
        arguments("general.name", with("general.name", -1, NOTHING)),
        arguments("general.architecture", GgufWriter.valid().uint32("general.architecture", 1)),
        arguments("general.architecture", GgufWriter.valid().without("general.architecture")),
        arguments("general.file_type", GgufWriter.valid().again("general.file_type")),
        arguments("is not printable", GgufWriter.valid().string("a\u0007b", "x")),
        arguments("metadata key", GgufWriter.valid().string("k".repeat(2000), "x")),
        arguments("x (at byte", array("x", 9, 1, nested)),
        arguments("x (at byte", array("x", 9, HUGE, NOTHING)),
        arguments("x (at byte", array("x", 8, HUGE, NOTHING)),
        arguments("x (at byte", array("x", 12, HUGE / 4, NOTHING)),
        arguments("x length", array("x", 0, -1, NOTHING)),
        arguments("context_length", GgufWriter.valid().uint32("llama.context_length", 0)),
        arguments("context_length", GgufWriter.valid().uint32("llama.context_length", -1)),
        arguments("block_count", GgufWriter.valid().uint32("llama.block_count", 1 << 30)),
        arguments(
            "head_count_kv", GgufWriter.valid().int32s("llama.attention.head_count_kv", 1, 2, 3)),
        arguments("tokens", GgufWriter.valid().without("tokenizer.ggml.tokens")),
        arguments("tokens", GgufWriter.valid().int32s("tokenizer.ggml.tokens", 1, 2, 3)),
        arguments("token_type", GgufWriter.valid().int32s("tokenizer.ggml.token_type", 1)),
        arguments("token_type", GgufWriter.valid().int32s("tokenizer.ggml.token_type", 1, 7, 1)),
        arguments("bos_token_id", GgufWriter.valid().uint32("tokenizer.ggml.bos_token_id", 3)),
        arguments("add_bos_token", with("tokenizer.ggml.add_bos_token", 7, new byte[] {2})),
        arguments(
            "chat_template",
            GgufWriter.valid().string("tokenizer.chat_template", "x".repeat(2_000_000))));
  }

  static Stream<Arguments> tensors() {
    return Stream.of(
        arguments("tensor t dimensions", tensor("t", 0, 0)),
        arguments("tensor t dimensions", tensor("t", 0, 0, 1, 1, 1, 1, 1)),
        arguments("tensor t", tensor("t", 0, 0, 0)),
        arguments("tensor t dimension 0", tensor("t", 0, 0, -1)),
        arguments("overflows", tensor("t", 0, 0, 1L << 40, 1L << 40)),
        arguments("overflows", tensor("t", 28, 0, 1L << 61)),
        arguments("tensor t type", tensor("t", 4, 0, 64)),
        arguments("tensor t type", tensor("t", 99, 0, 64)),
        arguments("needs multiples of 32", tensor("t", 2, 0, 63)),
        arguments("tensor t offset", tensor("t", 0, 32, 64)),
        arguments("tensor t offset", tensor("t", 0, -32, 64)),
        arguments("tensor t offset", tensor("t", 0, Long.MIN_VALUE, 64)),
        arguments("tensor u offset", tensor("t", 0, 0, 64).tensor("u", 0, 128, 64)),
        arguments("tensor u offset", tensor("t", 0, 0, 64).tensor("u", 0, 0, 64)),
        arguments("tensor t (at byte", tensor("t", 0, 0, 64).tensor("t", 0, 256, 64)),
        arguments("bytes are missing", tensor("t", 0, 0, 1L << 60)),
        arguments("cut off: 1 bytes are missing", tensor("t", 0, 0, 256).data(1023)),
        arguments("tensor 0 name", tensor("n".repeat(64), 0, 0, 64)),
        arguments("tensor ?", tensor("\u001b[2J", 4, 0, 64)),
        arguments("63 bits", tensor("t", 0, 0, 1L << 60).tensor("u", 0, 1L << 62, 1L << 60)));
  }

  private static GgufWriter with(String key, int type, byte[] value) {
    return GgufWriter.valid().raw(key, type, value);
  }

  private static GgufWriter array(String key, int type, long count, byte[] elements) {
    return GgufWriter.valid().array(key, type, count, elements);
  }

  private static GgufWriter tensor(String name, int type, long offset, long... dimensions) {
    return GgufWriter.valid().noTensors().tensor(name, type, offset, dimensions).data(1024);
  }
}
