package dev.servllama.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.openai.ChatCompletionChunk.Choice;
import dev.servllama.openai.ChatCompletionChunk.Delta;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the chunks of one streamed chat answer: for each choice {@link #role} first, then {@link
 * #content} for each piece of text, then {@link #finish}; and {@link #usage} last of all if the
 * request asked for it. Each result is the JSON of a {@link ChatCompletionChunk} in UTF-8, without
 * the framing of server-sent events. Thread-safe.
 */
public final class ChatChunks {
  private final ObjectMapper mapper;
  private final AnswerHeader header;
  private final ChunkUsage pending;
  private final List<ChunkTemplate> contents;

  /**
   * @param mapper writes all but the text
   * @param header what identifies the answer
   * @param n the number of choices
   * @param includeUsage whether the request asked for usage
   */
  public ChatChunks(ObjectMapper mapper, AnswerHeader header, int n, boolean includeUsage) {
    this.mapper = mapper;
    this.header = header;
    this.pending = ChunkUsage.before(includeUsage);
    this.contents =
        IntStream.range(0, n)
            .mapToObj(
                i -> new ChunkTemplate(json(i, new Delta(null, ChunkTemplate.PLACE), null, null)))
            .toList();
  }

  /** The first chunk of a choice. */
  public byte[] role(int index) {
    return role(index, null);
  }

  /**
   * The first chunk of a choice.
   *
   * @param citations what it is made from, or null if no documents were asked
   */
  public byte[] role(int index, Citations citations) {
    return bytes(json(index, new Delta("assistant", ""), null, citations));
  }

  /** A chunk with new text, which must be whole characters. */
  public byte[] content(int index, String text) {
    return contents.get(index).fill(text);
  }

  /** A chunk with new text and how likely its tokens were. */
  public byte[] content(int index, String text, ChatLogprobs logprobs) {
    Choice choice = new Choice(index, new Delta(null, text), logprobs, null, null);
    return bytes(Json.write(mapper, new ChatCompletionChunk(header, List.of(choice), pending)));
  }

  /** The last chunk of a choice. */
  public byte[] finish(int index, FinishReason reason) {
    return bytes(json(index, new Delta(null, null), reason, null));
  }

  /** The last chunk of an answer whose usage was asked for. */
  public byte[] usage(Usage usage) {
    return bytes(
        Json.write(mapper, new ChatCompletionChunk(header, List.of(), ChunkUsage.of(usage))));
  }

  private String json(int index, Delta delta, FinishReason reason, Citations citations) {
    Choice choice = new Choice(index, delta, null, reason, citations);
    return Json.write(mapper, new ChatCompletionChunk(header, List.of(choice), pending));
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
