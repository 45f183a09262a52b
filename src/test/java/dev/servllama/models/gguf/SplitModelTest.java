package dev.servllama.models.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitModelTest {
  @TempDir Path folder;
  private Path first;
  private Path second;

  @BeforeEach
  void writeTwoParts() throws IOException {
    first = folder.resolve("m-00001-of-00002.gguf");
    second = folder.resolve("m-00002-of-00002.gguf");
    GgufWriter.valid().uint32("split.no", 0).uint32("split.count", 2).write(first);
    part(1).write(second);
  }

  private static GgufWriter part(int number) {
    return new GgufWriter()
        .uint32("split.no", number)
        .uint32("split.count", 2)
        .tensor("c.weight", 0, 0, 1000)
        .data(4000);
  }

  @Test
  void describesTheWholeByItsFirstPart() throws IOException {
    GgufModel model = Gguf.read(first);

    assertEquals(List.of(first, second), model.parts());
    assertEquals(first, model.file());
    assertEquals(256 + 1000, model.parameterCount());
    assertEquals(Files.size(first) + Files.size(second), model.sizeBytes());
  }

  @Test
  void namesThePartsThatAreMissing() throws IOException {
    Files.delete(second);

    refuses(first, "m-00001-of-00002.gguf: ", "the first missing is m-00002-of-00002.gguf");
  }

  @Test
  void refusesALaterPartInTheFirstOnesPlace() {
    refuses(second, "m-00002-of-00002.gguf: ", "name the first part");
  }

  @Test
  void refusesPartsInTheWrongOrder() throws IOException {
    part(0).write(second);

    refuses(first, "m-00002-of-00002.gguf: ", "split.no");
  }

  @Test
  void checksThatLaterPartsAreWhole() throws IOException {
    part(1).data(3999).write(second);

    refuses(first, "m-00002-of-00002.gguf: ", "1 bytes are missing");
  }

  @Test
  void refusesAPartUnderTheNameOfAWhole() throws IOException {
    Path renamed = Files.copy(first, folder.resolve("m.gguf"));

    refuses(renamed, "m.gguf: ", "split.count");
  }

  private static void refuses(Path file, String start, String problem) {
    String message = assertThrows(InvalidModelException.class, () -> Gguf.read(file)).getMessage();
    assertTrue(message.startsWith(start), message);
    assertTrue(message.contains(problem), message);
  }
}
