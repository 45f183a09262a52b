package dev.servllama.chat;

import java.util.OptionalLong;

/**
 * What an answer took, for whoever counts.
 *
 * @param outcome how it ended
 * @param usage what the caller is told, or would have been
 * @param started when its first choice had a slot, by {@link System#nanoTime}
 * @param firstToken when its first token came
 * @param ended when it was over
 */
public record AnswerReport(
    Outcome outcome, TokenUsage usage, OptionalLong started, OptionalLong firstToken, long ended) {

  /** How an answer ends. */
  public enum Outcome {
    /** All choices are complete. */
    COMPLETED,
    /** Whoever asked has gone. */
    CANCELLED,
    /** The engine failed, or wrote what was not asked for. */
    FAILED
  }
}
