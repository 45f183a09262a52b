package dev.servllama.http;

import dev.servllama.chat.AnswerEvent;
import dev.servllama.chat.AnswerEvent.Finish;
import dev.servllama.chat.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Passes on an answer's format, and the answer's texts when it is complete. For one answer, and one
 * thread.
 */
final class AnswerRecorder implements AnswerFormat {
  private final AnswerFormat format;
  private final Consumer<List<String>> whenComplete;
  private final List<StringBuilder> texts = new ArrayList<>();

  /**
   * @param choices how many there are
   * @param whenComplete called with their texts before the answer's end is sent; not if it fails
   */
  AnswerRecorder(AnswerFormat format, int choices, Consumer<List<String>> whenComplete) {
    this.format = format;
    this.whenComplete = whenComplete;
    for (int i = 0; i < choices; i++) {
      texts.add(new StringBuilder());
    }
  }

  @Override
  public List<byte[]> opening() {
    return format.opening();
  }

  @Override
  public byte[] text(AnswerEvent.Delta delta) {
    texts.get(delta.choice()).append(delta.text());
    return format.text(delta);
  }

  @Override
  public byte[] finish(int choice, Finish reason) {
    return format.finish(choice, reason);
  }

  @Override
  public List<byte[]> closing(TokenUsage usage) {
    whenComplete.accept(texts.stream().map(StringBuilder::toString).toList());
    return format.closing(usage);
  }

  @Override
  public Record whole(List<WholeChoice> choices, TokenUsage usage) {
    whenComplete.accept(choices.stream().map(WholeChoice::text).toList());
    return format.whole(choices, usage);
  }
}
