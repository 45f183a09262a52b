package dev.servllama.training;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * How an example stands in a file: one JSON object a line, with {@code id}, {@code created}, {@code
 * prompt}, {@code response}, {@code meta}, {@code upsert} and, last, {@code crc}: the CRC-32C (RFC
 * 3720) of all bytes before its comma, since a byte that has flipped inside a text leaves good JSON
 * behind. A line that a person has written needs no more than prompt and response. Thread-safe.
 */
final class LineFormat {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = ExampleRules.MAX_TEXT + 1;
  private static final String CRC = ",\"crc\":\"";
  private static final int CRC_DIGITS = 8;
  private static final int CRC_LENGTH = CRC.length() + CRC_DIGITS + 2;
  private static final Set<String> FIELDS =
      Set.of("id", "created", "prompt", "response", "meta", "upsert");

  static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  // Jackson's own pool would stay with the container's threads.
                  .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_STRING)
                          .build())
                  .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private LineFormat() {}

  /** What a line is: an example, or why it is none. */
  record Decoded(Optional<StoredExample> example, String problem) {
    static Decoded damaged(String problem) {
      return new Decoded(Optional.empty(), problem);
    }
  }

  /** A line with its line feed. */
  static byte[] encode(StoredExample stored) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", stored.name());
    stored.created().ifPresent(created -> node.put("created", created));
    node.put("prompt", stored.example().prompt());
    node.put("response", stored.example().response());
    stored.example().meta().ifPresent(meta -> node.set("meta", meta));
    if (stored.replaces()) {
      node.put("upsert", true);
    }
    byte[] json;
    try {
      json = MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an example that was checked cannot be written", e);
    }
    int end = json.length - 1;
    ByteArrayOutputStream line = new ByteArrayOutputStream(json.length + CRC_LENGTH);
    line.write(json, 0, end);
    line.writeBytes((CRC + crc(json, end) + "\"}\n").getBytes(StandardCharsets.US_ASCII));
    return line.toByteArray();
  }

  /**
   * Reads a line.
   *
   * @param line without its line feed
   */
  static Decoded decode(byte[] line) {
    return line.length > 0 && line[line.length - 1] == '\r'
        ? decodePlain(Arrays.copyOf(line, line.length - 1))
        : decodePlain(line);
  }

  private static Decoded decodePlain(byte[] line) {
    boolean sealed = isSealed(line);
    if (sealed && !crcOf(line).equals(crc(line, line.length - CRC_LENGTH))) {
      return Decoded.damaged("its checksum is wrong");
    }
    try {
      JsonNode node = MAPPER.readTree(line, 0, line.length);
      return node instanceof ObjectNode object
          ? example(object, line, sealed)
          : Decoded.damaged("it is no JSON object");
    } catch (JsonProcessingException e) {
      return Decoded.damaged("it is not JSON, or too large");
    } catch (IOException e) {
      return Decoded.damaged("it is not UTF-8");
    }
  }

  private static Decoded example(ObjectNode node, byte[] line, boolean sealed) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name) && !(sealed && name.equals("crc"))) {
        return Decoded.damaged("it has a field that no example has");
      }
    }
    JsonNode meta = node.path("meta");
    if (!node.path("prompt").isTextual()
        || !node.path("response").isTextual()
        || !(meta.isMissingNode() || meta.isNull() || meta.isObject())) {
      return Decoded.damaged("it has no prompt and response");
    }
    Example example =
        new Example(
            node.get("prompt").textValue(),
            node.get("response").textValue(),
            meta.isObject() ? Optional.of((ObjectNode) meta) : Optional.empty());
    return ExampleRules.problem(example)
        .map(Decoded::damaged)
        .orElseGet(() -> new Decoded(Optional.of(stored(node, line, example)), ""));
  }

  private static StoredExample stored(ObjectNode node, byte[] line, Example example) {
    OptionalLong id = StoredExample.number(node.path("id").asText());
    JsonNode created = node.path("created");
    return new StoredExample(
        id.isPresent() ? id.getAsLong() : ByteBuffer.wrap(PromptKey.sha256(line)).getLong(),
        created.canConvertToLong() ? OptionalLong.of(created.longValue()) : OptionalLong.empty(),
        example,
        node.path("upsert").asBoolean());
  }

  /** Whether a line ends as those do that were written here. */
  private static boolean isSealed(byte[] line) {
    int start = line.length - CRC_LENGTH;
    return start > 0
        && new String(line, start, CRC.length(), StandardCharsets.ISO_8859_1).equals(CRC);
  }

  private static String crcOf(byte[] line) {
    return new String(line, line.length - CRC_DIGITS - 2, CRC_DIGITS, StandardCharsets.ISO_8859_1);
  }

  private static String crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return "%08x".formatted(crc.getValue());
  }
}
