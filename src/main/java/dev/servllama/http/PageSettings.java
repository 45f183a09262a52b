package dev.servllama.http;

import java.util.Optional;

/**
 * What the pages must know before their user has said anything.
 *
 * @param keyRequired whether a caller must be known
 * @param defaultKey the key that the chat page fills in; whoever opens the page can read it
 * @param feedback whether thumbs up and down are stored
 */
public record PageSettings(boolean keyRequired, Optional<String> defaultKey, boolean feedback) {

  /** Leaves the key out: this text may end in a log. */
  @Override
  public String toString() {
    return "PageSettings[keyRequired=%s, feedback=%s]".formatted(keyRequired, feedback);
  }
}
