package dev.servllama.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.chat.AnswerEvent;
import dev.servllama.chat.AnswerEvent.Finish;
import dev.servllama.chat.TokenUsage;
import dev.servllama.openai.AnswerHeader;
import dev.servllama.openai.ChatChunks;
import dev.servllama.openai.ChatCompletion;
import dev.servllama.openai.Citations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Answers as chat completions. */
final class ChatFormat implements AnswerFormat {
  private final AnswerHeader header;
  private final ChatChunks chunks;
  private final int choices;
  private final boolean includeUsage;
  private final boolean logprobs;
  private final Citations citations;

  /**
   * @param logprobs whether to tell how likely tokens were
   * @param citations what the answer is made from, or null if no documents were asked
   */
  ChatFormat(
      ObjectMapper mapper,
      AnswerHeader header,
      int choices,
      boolean includeUsage,
      boolean logprobs,
      Citations citations) {
    this.logprobs = logprobs;
    this.citations = citations;
    this.header = header;
    this.choices = choices;
    this.includeUsage = includeUsage;
    this.chunks = new ChatChunks(mapper, header, choices, includeUsage);
  }

  @Override
  public List<byte[]> opening() {
    return IntStream.range(0, choices).mapToObj(i -> chunks.role(i, citations)).toList();
  }

  @Override
  public byte[] text(AnswerEvent.Delta delta) {
    return logprobs
        ? chunks.content(delta.choice(), delta.text(), LogprobsWire.chat(delta.logprobs()))
        : chunks.content(delta.choice(), delta.text());
  }

  @Override
  public byte[] finish(int choice, Finish reason) {
    return chunks.finish(choice, Wire.finish(reason));
  }

  @Override
  public List<byte[]> closing(TokenUsage usage) {
    return includeUsage ? List.of(chunks.usage(Wire.usage(usage))) : List.of();
  }

  @Override
  public Record whole(List<WholeChoice> wholes, TokenUsage usage) {
    List<ChatCompletion.Choice> all = new ArrayList<>();
    for (WholeChoice whole : wholes) {
      ChatCompletion.Reply reply = new ChatCompletion.Reply(whole.text());
      all.add(
          new ChatCompletion.Choice(
              all.size(),
              reply,
              logprobs ? LogprobsWire.chat(whole.logprobs()) : null,
              Wire.finish(whole.reason()),
              citations));
    }
    return new ChatCompletion(header, all, Wire.usage(usage));
  }
}
