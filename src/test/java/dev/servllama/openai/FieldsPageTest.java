package dev.servllama.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class FieldsPageTest {

  @Test
  void saysWhatTheServerDoes() throws IOException {
    assertEquals(FieldsPage.text(), Files.readString(FieldsPage.FILE));
  }
}
