package dev.servllama.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int JAVA_8 = 52;

  @ParameterizedTest
  @CsvSource({"1.7, 7", "1.8, 8", "9, 9", "11, 11", "17, 17", "25, 25"})
  void readsTheVersionsOfOldAndNewJava(String text, int major) {
    assertEquals(major, Main.major(text));
  }

  @Test
  void isCompiledForJava8SoThatAnOldJavaCanSayWhatItLacks() throws IOException {
    try (DataInputStream file = new DataInputStream(Main.class.getResourceAsStream("Main.class"))) {
      assertEquals(MAGIC, file.readInt());
      file.readUnsignedShort();
      assertEquals(JAVA_8, file.readUnsignedShort());
    }
  }
}
