package dev.servllama.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.chat.AnswerEvent.Finish;
import dev.servllama.chat.TokenUsage;
import dev.servllama.openai.AnswerHeader;
import dev.servllama.openai.Completion;
import dev.servllama.openai.CompletionChunks;
import java.util.ArrayList;
import java.util.List;

/** Answers as plain completions; each may begin with its prompt. */
final class CompletionFormat implements AnswerFormat {
  private final AnswerHeader header;
  private final CompletionChunks chunks;
  private final boolean includeUsage;
  private final List<String> echoes;

  /**
   * @param choices over all prompts
   * @param echoes what each choice begins with; empty where none does
   */
  CompletionFormat(
      ObjectMapper mapper,
      AnswerHeader header,
      int choices,
      boolean includeUsage,
      List<String> echoes) {
    this.header = header;
    this.includeUsage = includeUsage;
    this.echoes = echoes;
    this.chunks = new CompletionChunks(mapper, header, choices, includeUsage);
  }

  @Override
  public List<byte[]> opening() {
    List<byte[]> opening = new ArrayList<>();
    for (String echo : echoes) {
      opening.add(chunks.text(opening.size(), echo));
    }
    return opening;
  }

  @Override
  public byte[] text(int choice, String text) {
    return chunks.text(choice, text);
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
    List<Completion.Choice> all = new ArrayList<>();
    for (WholeChoice whole : wholes) {
      String echo = echoes.isEmpty() ? "" : echoes.get(all.size());
      all.add(new Completion.Choice(echo + whole.text(), all.size(), Wire.finish(whole.reason())));
    }
    return Completion.whole(header, all, Wire.usage(usage));
  }
}
