package dev.servllama.training;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last answers, so that feedback on them can tell what had been asked. Bounded in number and
 * size; the oldest go first, and all when the server ends. Thread-safe.
 */
public final class RecentAnswers {
  private static final int MAX_ANSWERS = 1000;

  /** UTF-16 units of all together. */
  private static final long MAX_SIZE = 8 << 20;

  private final Map<String, Answered> answers = new LinkedHashMap<>();
  private long size;

  /**
   * An answer and what it answered.
   *
   * @param owner who asked
   * @param model that answered
   * @param messages the conversation, at least one message
   * @param choices what was answered
   */
  public record Answered(
      String owner, String model, List<ChatMessage> messages, List<String> choices) {

    /** Makes the lists immutable. */
    public Answered {
      messages = List.copyOf(messages);
      choices = List.copyOf(choices);
    }

    private long size() {
      return messages.stream().mapToLong(message -> message.content().length()).sum()
          + choices.stream().mapToLong(String::length).sum();
    }
  }

  /**
   * A message.
   *
   * @param role who said it
   * @param content what
   */
  public record ChatMessage(String role, String content) {}

  /** Takes note of an answer, unless it is too large by itself. */
  public synchronized void remember(String id, Answered answer) {
    if (answer.size() > MAX_SIZE / 8) {
      return;
    }
    answers.put(id, answer);
    size += answer.size();
    Iterator<Answered> oldest = answers.values().iterator();
    while (size > MAX_SIZE || answers.size() > MAX_ANSWERS) {
      size -= oldest.next().size();
      oldest.remove();
    }
  }

  /** An answer that is still known; empty also if somebody else asked. */
  synchronized Optional<Answered> find(String owner, String id) {
    return Optional.ofNullable(answers.get(id)).filter(answer -> answer.owner().equals(owner));
  }
}
