package dev.servllama.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way of writing chunks and Jackson's must not differ by a byte. */
class ChunkWritingTest {
  private static final long SEED = 20261124;

  private final ObjectMapper mapper = Json.mapper();
  private final AnswerHeader header =
      new AnswerHeader("chatcmpl-\"1", 1700000000L, "ö/\\" + ChunkTemplate.PLACE, "fp");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writesEveryTextAsJacksonDoes(boolean includeUsage) throws Exception {
    ChatChunks chat = new ChatChunks(mapper, header, 3, includeUsage);
    CompletionChunks legacy = new CompletionChunks(mapper, header, 3, includeUsage);
    ChunkUsage usage = ChunkUsage.before(includeUsage);
    for (String text : texts().toList()) {
      assertEquals(
          mapper.writeValueAsString(
              new ChatCompletionChunk(
                  header,
                  List.of(
                      new ChatCompletionChunk.Choice(
                          2, new ChatCompletionChunk.Delta(null, text), null)),
                  usage)),
          utf8(chat.content(2, text)));
      assertEquals(
          mapper.writeValueAsString(
              new Completion(header, List.of(new Completion.Choice(text, 1, null)), usage)),
          utf8(legacy.text(1, text)));
    }
  }

  @Test
  void givesEachChoiceItsIndex() throws Exception {
    ChatChunks chunks = new ChatChunks(mapper, header, 128, false);
    for (int i : new int[] {0, 1, 127}) {
      assertEquals(i, mapper.readTree(chunks.content(i, "a")).at("/choices/0/index").intValue());
      assertEquals(i, mapper.readTree(chunks.role(i)).at("/choices/0/index").intValue());
      assertEquals(
          i,
          mapper.readTree(chunks.finish(i, FinishReason.STOP)).at("/choices/0/index").intValue());
    }
  }

  @Test
  void neverBreaksTheJsonOnHalfACharacter() throws Exception {
    ChatChunks chunks = new ChatChunks(mapper, header, 1, false);
    assertEquals(
        "a?b",
        mapper.readTree(chunks.content(0, "a\ud800b")).at("/choices/0/delta/content").textValue());
  }

  /** Every UTF-16 unit that stands for itself, some pairs, and texts mixed of both. */
  private static Stream<String> texts() {
    List<String> texts = new ArrayList<>(List.of("", "</script>", "data: x\n\n", "\u2028\u2029"));
    StringBuilder block = new StringBuilder();
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate((char) c)) {
        block.append((char) c);
      }
      if (c < 0x100) {
        texts.add(String.valueOf((char) c));
      }
      if (c % 1000 == 999) {
        texts.add(block.toString());
        block.setLength(0);
      }
    }
    texts.add(block.toString());
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      StringBuilder mixed = new StringBuilder();
      random
          .ints(1 + random.nextInt(40), 0, 0x110000)
          .filter(c -> c < 0xd800 || c > 0xdfff)
          .map(c -> random.nextBoolean() ? c % 0x80 : c)
          .forEach(mixed::appendCodePoint);
      texts.add(mixed.toString());
    }
    return texts.stream();
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
