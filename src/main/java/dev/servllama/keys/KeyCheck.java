package dev.servllama.keys;

/** What is known of a key. */
public sealed interface KeyCheck {

  /** It is good. */
  record Good(Caller caller) implements KeyCheck {}

  /** It was good once. */
  record Expired() implements KeyCheck {}

  /** Nobody knows it. */
  record Unknown() implements KeyCheck {}
}
