package dev.servllama.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.openai.Completion.Choice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the chunks of one streamed legacy completion: for each choice {@link #text} for each piece
 * of it, then {@link #finish}; and {@link #usage} last of all if the request asked for it. Each
 * result is the JSON of a {@link Completion} in UTF-8, without the framing of server-sent events.
 * Thread-safe.
 */
public final class CompletionChunks {
  private final ObjectMapper mapper;
  private final AnswerHeader header;
  private final ChunkUsage pending;
  private final List<ChunkTemplate> texts;

  /**
   * @param mapper writes all but the text
   * @param header what identifies the answer
   * @param n the number of choices, over all prompts
   * @param includeUsage whether the request asked for usage
   */
  public CompletionChunks(ObjectMapper mapper, AnswerHeader header, int n, boolean includeUsage) {
    this.mapper = mapper;
    this.header = header;
    this.pending = ChunkUsage.before(includeUsage);
    this.texts =
        IntStream.range(0, n)
            .mapToObj(i -> new ChunkTemplate(json(new Choice(ChunkTemplate.PLACE, i, null))))
            .toList();
  }

  /** A chunk with new text, which must be whole characters. */
  public byte[] text(int index, String text) {
    return texts.get(index).fill(text);
  }

  /** The first chunk of a choice that is made from documents. */
  public byte[] text(int index, String text, Citations citations) {
    return json(new Choice(text, index, null, null, citations)).getBytes(StandardCharsets.UTF_8);
  }

  /** A chunk with new text and how likely its tokens were. */
  public byte[] text(int index, String text, CompletionLogprobs logprobs) {
    return json(new Choice(text, index, logprobs, null, null)).getBytes(StandardCharsets.UTF_8);
  }

  /** The last chunk of a choice. */
  public byte[] finish(int index, FinishReason reason) {
    return json(new Choice("", index, reason)).getBytes(StandardCharsets.UTF_8);
  }

  /** The last chunk of an answer whose usage was asked for. */
  public byte[] usage(Usage usage) {
    Completion last = new Completion(header, List.of(), ChunkUsage.of(usage));
    return Json.write(mapper, last).getBytes(StandardCharsets.UTF_8);
  }

  private String json(Choice choice) {
    return Json.write(mapper, new Completion(header, List.of(choice), pending));
  }
}
