package dev.servllama.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class PromptKeyTest {
  private static final PromptKey KEY = PromptKey.of("caf\u00e9\nau lait");

  @Test
  void doesNotSeeWhatNobodySees() {
    assertEquals(KEY, PromptKey.of("cafe\u0301\nau lait"));
    assertEquals(KEY, PromptKey.of("  caf\u00e9\r\nau lait\n"));
    assertEquals(KEY, PromptKey.of("caf\u00e9\rau lait\t"));
  }

  @Test
  void seesEverythingElse() {
    assertNotEquals(KEY, PromptKey.of("Caf\u00e9\nau lait"));
    assertNotEquals(KEY, PromptKey.of("caf\u00e9\nau  lait"));
    assertNotEquals(KEY, PromptKey.of("cafe\nau lait"));
    assertNotEquals(KEY, PromptKey.of("caf\u00e9 au lait"));
  }
}
