package dev.servllama.training;

import static dev.servllama.training.Ingesting.NAME;
import static dev.servllama.training.Ingesting.add;
import static dev.servllama.training.Ingesting.example;
import static dev.servllama.training.Ingesting.ingest;
import static dev.servllama.training.Ingesting.problems;
import static dev.servllama.training.Ingesting.prompts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.ConflictException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found wrong with files: fault 28. */
class DamagedDatasetTest {
  @TempDir private Path folder;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void fill() throws IOException {
    file = folder.resolve("set.jsonl");
    try (Datasets datasets = Ingesting.open(folder)) {
      add(datasets, "a", "b", "c");
    }
    whole = Files.readAllBytes(file);
  }

  @Test
  void setsATornLineAsideWhereverItWasTorn() throws IOException {
    int lastLine = new String(whole, 0, whole.length - 1).lastIndexOf('\n') + 1;
    for (int length = lastLine + 1; length < whole.length - 1; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (Datasets datasets = Ingesting.open(folder)) {
        assertEquals(List.of("a", "b"), prompts(datasets));
        assertEquals(1, problems(datasets).size());
        assertTrue(problems(datasets).get(0).startsWith("A torn line was found"));
        assertEquals(lastLine, Files.size(file));
        add(datasets, "d");
        assertEquals(List.of("a", "b", "d"), prompts(datasets));
      }
      Path torn = folder.resolve("set.jsonl.torn");
      byte[] expected = Arrays.copyOfRange(whole, lastLine, length + 1);
      expected[expected.length - 1] = '\n';
      assertEquals(new String(expected), Files.readString(torn));
      Files.delete(torn);
    }
  }

  @Test
  void losesNoLineThatLacksOnlyItsEnd() throws IOException {
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    try (Datasets datasets = Ingesting.open(folder)) {
      add(datasets, "d");
      assertEquals(List.of("a", "b", "c", "d"), prompts(datasets));
    }
    try (Datasets datasets = Ingesting.open(folder)) {
      assertEquals(List.of("a", "b", "c", "d"), prompts(datasets));
      assertEquals(List.of(), problems(datasets));
    }
  }

  @Test
  void servesAllOtherLinesWhicheverByteHasFlipped() throws IOException {
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x01;
      Files.write(file, flipped);
      try (Datasets datasets = Ingesting.open(folder)) {
        List<String> left = prompts(datasets);
        assertTrue(left.size() >= 2 && List.of("a", "b", "c").containsAll(left), "byte " + i);
        assertFalse(problems(datasets).isEmpty() && i < whole.length - 1, "byte " + i);
      }
      Files.deleteIfExists(folder.resolve("set.jsonl.torn"));
    }
  }

  @Test
  void keepsDamagedLinesWhenItTidiesUp() throws IOException {
    String damaged = "{\"prompt\":\"half";
    Files.writeString(file, damaged + "\n" + new String(whole));
    try (Datasets datasets = Ingesting.open(folder)) {
      ingest(datasets, NAME, true, example("a", "new"));
      assertEquals(
          List.of("Line 1 is not served: it is not JSON, or too large."), problems(datasets));
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(damaged, lines.get(0));
    assertEquals(4, lines.size());
    try (Datasets datasets = Ingesting.open(folder)) {
      assertEquals(List.of("b", "c", "a"), prompts(datasets));
    }
  }

  @Test
  void saysThatAFileIsEmptyAndServesTheRest() throws IOException {
    Files.createFile(folder.resolve("empty.jsonl"));
    try (Datasets datasets = Ingesting.open(folder)) {
      DatasetInfo empty = datasets.describe(Datasets.SHARED, "empty");
      assertEquals(List.of("The file is empty."), empty.problems());
      assertEquals(2, datasets.list(Datasets.SHARED).size());
      ingest(datasets, "empty", false, example("p", "r"));
      assertEquals(List.of(), datasets.describe(Datasets.SHARED, "empty").problems());
    }
  }

  @Test
  void saysWhatIsInAFilesPlaceAndServesTheRest() throws IOException {
    Files.createDirectory(folder.resolve("folder.jsonl"));
    String line = "{\"prompt\":\"p\",\"response\":\"r\"}";
    Path secret = Files.writeString(folder.resolve("secret"), line);
    Files.createSymbolicLink(folder.resolve("link.jsonl"), secret);
    try (Datasets datasets = Ingesting.open(folder)) {
      assertEquals(
          List.of(
              List.of("Dataset 'folder' cannot be used: folder.jsonl is a folder, not a file."),
              List.of(
                  "Dataset 'link' cannot be used: link.jsonl is a symbolic link, which is not"
                      + " followed."),
              List.of()),
          datasets.list(Datasets.SHARED).stream().map(DatasetInfo::problems).toList());
      for (String name : List.of("folder", "link")) {
        assertThrows(
            ConflictException.class, () -> ingest(datasets, name, false, example("p", "r")));
        assertThrows(ConflictException.class, () -> Ingesting.examples(datasets, name));
      }
      assertEquals(List.of("a", "b", "c"), prompts(datasets));
    }
    assertEquals(line, Files.readString(secret));
  }

  @Test
  void readsAgainWhatSomebodyElseHasAdded() throws IOException {
    try (Datasets datasets = Ingesting.open(folder)) {
      add(datasets, "d");
      Files.writeString(
          file, "{\"prompt\":\"hand\",\"response\":\"made\"}", StandardOpenOption.APPEND);
      add(datasets, "e");
      assertEquals(List.of("a", "b", "c", "d", "hand", "e"), prompts(datasets));
    }
  }
}
