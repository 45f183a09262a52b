package dev.servllama.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void tellsOnlyTheSentenceOfAFailureThatIsExpected() {
    Exception expected = new LaunchException("PORT is wrong.");
    assertEquals("PORT is wrong.", Failure.describe(new IllegalStateException(expected)));
  }

  @Test
  void tellsAllOfAFailureThatNobodyExpected() {
    String text = Failure.describe(new IllegalStateException("odd"));
    assertTrue(text.startsWith("servllama could not start: "), text);
    assertTrue(text.contains("odd") && text.contains("at dev.servllama"), text);
  }
}
