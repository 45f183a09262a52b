package dev.servllama.engine.jni.frame;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the child JVM reports to the engine. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "on")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Event.Loading.class, name = "loading"),
  @JsonSubTypes.Type(value = Event.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Event.LoadFailed.class, name = "loadFailed"),
  @JsonSubTypes.Type(value = Event.Tokens.class, name = "tokens"),
  @JsonSubTypes.Type(value = Event.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Event.PromptRead.class, name = "promptRead"),
  @JsonSubTypes.Type(value = Event.Piece.class, name = "piece"),
  @JsonSubTypes.Type(value = Event.End.class, name = "end"),
  @JsonSubTypes.Type(value = Event.Fault.class, name = "fault"),
  @JsonSubTypes.Type(value = Event.CallFailed.class, name = "callFailed"),
  @JsonSubTypes.Type(value = Event.Pong.class, name = "pong"),
})
public sealed interface Event {

  /**
   * The model is being read.
   *
   * @param fraction 0 to 1
   */
  record Loading(double fraction) implements Event {}

  /** The model is loaded and all slots are free. */
  record Ready() implements Event {}

  /** The model cannot be loaded; the process ends after this. */
  record LoadFailed(String message) implements Event {}

  /** Answers {@link Command.Tokenize}. */
  record Tokens(long id, int[] tokens) implements Event {}

  /** Answers {@link Command.Detokenize}. */
  record Text(long id, String text) implements Event {}

  /**
   * A part of the prompt has been read.
   *
   * @param read tokens so far, those known from before included
   */
  record PromptRead(long id, int read) implements Event {}

  /**
   * Text was generated: whole characters only.
   *
   * @param text may be empty, when the token is a control token
   * @param tokens how many tokens it is made of; more than one only where a character is
   */
  record Piece(long id, String text, int tokens) implements Event {}

  /**
   * A generation is over and its slot free.
   *
   * @param reason why
   * @param tokens how many tokens were generated in all, without an end token
   */
  record End(long id, Reason reason, int tokens) implements Event {}

  /** A generation failed, and its slot is free. */
  record Fault(long id, String message) implements Event {}

  /** A {@link Command.Tokenize} or {@link Command.Detokenize} failed. */
  record CallFailed(long id, String message) implements Event {}

  /** Answers {@link Command.Ping}. */
  record Pong() implements Event {}

  /** Why a generation is over. */
  enum Reason {
    /** The model said that it is done. */
    STOP,
    /** The token limit was reached. */
    LENGTH,
    /** It was cancelled. */
    CANCELLED
  }
}
