package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why an answer ended. */
public enum FinishReason {
  /** The model ended it, or a stop string came. */
  STOP("stop"),
  /** The most tokens that were asked for, or the end of the context, was reached. */
  LENGTH("length");

  private final String wireName;

  FinishReason(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return wireName;
  }
}
