package dev.servllama.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HelpTest {
  @Test
  void listsTheWaysToRunAndTheSettings() throws LaunchException {
    String help = Help.answer("--help");
    assertTrue(help.contains("java -jar servllama.war"), help);
    assertTrue(help.contains("MODEL_NAME"), help);
  }

  @Test
  void namesTheArgumentThatItDoesNotKnow() {
    LaunchException refusal =
        assertThrows(LaunchException.class, () -> Help.answer("--port", "80"));
    assertEquals("Unknown argument: --port 80 (try --help).", refusal.getMessage());
  }
}
