package dev.servllama.metrics;

import java.time.Duration;
import java.util.Optional;

/**
 * What an answer took.
 *
 * @param outcome how it ended
 * @param promptTokens of the prompts that were begun, as {@code usage} counts them
 * @param completionTokens of all choices, as {@code usage} counts them
 * @param cachedTokens of the prompts' those that had been read before
 * @param queued from the request's arrival until a slot was had; empty if none was
 * @param toFirstToken from the request's arrival; empty if there was no token
 * @param generating from the first token to the end; empty if there was no token
 */
public record AnswerFigures(
    Outcome outcome,
    int promptTokens,
    int completionTokens,
    int cachedTokens,
    Optional<Duration> queued,
    Optional<Duration> toFirstToken,
    Optional<Duration> generating) {

  /** How an answer ends. */
  public enum Outcome {
    /** It is whole. */
    COMPLETED,
    /** Its client has gone. */
    CANCELLED,
    /** The engine failed. */
    FAILED
  }
}
