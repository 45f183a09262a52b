package dev.servllama.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.chat.AnswerEvent;
import dev.servllama.chat.AnswerEvent.Finish;
import dev.servllama.chat.TokenUsage;
import dev.servllama.openai.AnswerHeader;
import dev.servllama.openai.Citations;
import dev.servllama.openai.Completion;
import dev.servllama.openai.CompletionChunks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Answers as plain completions; each may begin with its prompt. */
final class CompletionFormat implements AnswerFormat {
  private final AnswerHeader header;
  private final CompletionChunks chunks;
  private final boolean includeUsage;
  private final List<String> echoes;
  private final List<Citations> citations;
  private final OptionalInt logprobs;
  private final long[] shown;

  /**
   * @param choices over all prompts
   * @param echoes what each choice begins with; empty where none does
   * @param citations what each choice is made from; empty if no documents were asked
   * @param logprobs of how many likeliest tokens to tell how likely they were; empty tells nothing
   */
  CompletionFormat(
      ObjectMapper mapper,
      AnswerHeader header,
      int choices,
      boolean includeUsage,
      List<String> echoes,
      List<Citations> citations,
      OptionalInt logprobs) {
    this.citations = citations;
    this.logprobs = logprobs;
    this.shown = new long[choices];
    this.header = header;
    this.includeUsage = includeUsage;
    this.echoes = echoes;
    this.chunks = new CompletionChunks(mapper, header, choices, includeUsage);
  }

  @Override
  public List<byte[]> opening() {
    List<byte[]> opening = new ArrayList<>();
    for (int i = 0; i < Math.max(echoes.size(), citations.size()); i++) {
      opening.add(chunks.text(i, echo(i), citations(i)));
    }
    return opening;
  }

  @Override
  public byte[] text(AnswerEvent.Delta delta) {
    int choice = delta.choice();
    if (logprobs.isEmpty()) {
      return chunks.text(choice, delta.text());
    }
    byte[] chunk =
        chunks.text(
            choice,
            delta.text(),
            LogprobsWire.legacy(delta.logprobs(), logprobs.getAsInt(), shown[choice]));
    shown[choice] += delta.text().length();
    return chunk;
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
      int index = all.size();
      all.add(
          new Completion.Choice(
              echo(index) + whole.text(),
              index,
              logprobs.isPresent()
                  ? LogprobsWire.legacy(whole.logprobs(), logprobs.getAsInt(), 0)
                  : null,
              Wire.finish(whole.reason()),
              citations(index)));
    }
    return Completion.whole(header, all, Wire.usage(usage));
  }

  private String echo(int choice) {
    return echoes.isEmpty() ? "" : echoes.get(choice);
  }

  private Citations citations(int choice) {
    return citations.isEmpty() ? null : citations.get(choice);
  }
}
