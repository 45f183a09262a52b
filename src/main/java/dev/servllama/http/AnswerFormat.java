package dev.servllama.http;

import dev.servllama.chat.AnswerEvent;
import dev.servllama.chat.AnswerEvent.Finish;
import dev.servllama.chat.TokenUsage;
import dev.servllama.engine.TokenLogprob;
import java.util.List;

/** How answers look on the wire: as chat completions or as plain ones, whole or in chunks. */
interface AnswerFormat {

  /** What a stream begins with. */
  List<byte[]> opening();

  /** A chunk of text. */
  byte[] text(AnswerEvent.Delta delta);

  /** The chunk that ends a choice. */
  byte[] finish(int choice, Finish reason);

  /** What follows the last choice: usage, where it was asked for. */
  List<byte[]> closing(TokenUsage usage);

  /** A whole answer. */
  Record whole(List<WholeChoice> choices, TokenUsage usage);

  /** A choice of a whole answer. */
  record WholeChoice(String text, List<TokenLogprob> logprobs, Finish reason) {}
}
