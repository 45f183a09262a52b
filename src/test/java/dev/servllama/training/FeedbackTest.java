package dev.servllama.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.ConflictException;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import dev.servllama.training.RecentAnswers.Answered;
import dev.servllama.training.RecentAnswers.ChatMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackTest {
  @TempDir private Path folder;
  private Datasets datasets;
  private Feedback feedback;

  @BeforeEach
  void open() {
    datasets = Ingesting.open(folder);
    feedback = new Feedback(Optional.of(Ingesting.NAME), datasets);
  }

  @AfterEach
  void close() {
    datasets.close();
  }

  private void answered(String id, List<ChatMessage> messages, String... choices) {
    feedback
        .recent()
        .orElseThrow()
        .remember(id, new Answered(Datasets.SHARED, "m.gguf", messages, List.of(choices)));
  }

  private static Feedback.Opinion opinion(String id, int choice, boolean good, String correction) {
    return new Feedback.Opinion(
        id, choice, good, Optional.of("hm"), Optional.ofNullable(correction));
  }

  private Example only() {
    List<StoredExample> all = Ingesting.examples(datasets, Ingesting.NAME);
    assertEquals(1, all.size());
    return all.get(0).example();
  }

  @Test
  void storesTheAnswerThatWasRated() {
    answered("c1", List.of(new ChatMessage("user", "Why?")), "Because.", "So.");
    feedback.capture(Datasets.SHARED, opinion("c1", 1, true, null));

    assertEquals("Why?", only().prompt());
    assertEquals("So.", only().response());
    assertEquals(
        "{\"feedback\":{\"rating\":\"up\",\"completion_id\":\"c1\",\"model\":\"m.gguf\","
            + "\"comment\":\"hm\"}}",
        only().meta().orElseThrow().toString());
  }

  @Test
  void storesTheCorrectionInTheAnswersPlace() {
    List<ChatMessage> talk =
        List.of(new ChatMessage("system", "Be brief."), new ChatMessage("user", "Why?"));
    answered("c1", talk, "Because.");
    feedback.capture(Datasets.SHARED, opinion("c1", 0, true, null));
    feedback.capture(Datasets.SHARED, opinion("c1", 0, false, "Since."));

    assertEquals("system: Be brief.\n\nuser: Why?", only().prompt());
    assertEquals("Since.", only().response());
    assertEquals("Because.", only().meta().orElseThrow().at("/feedback/answer").textValue());
    assertEquals("Why?", only().meta().orElseThrow().at("/messages/1/content").textValue());
  }

  @Test
  void knowsOnlyTheLatestAnswersOfWhoeverAsks() {
    for (int i = 0; i <= 1000; i++) {
      answered("c" + i, List.of(new ChatMessage("user", "Why?")), "Because.");
    }
    assertThrows(
        NotFoundException.class,
        () -> feedback.capture(Datasets.SHARED, opinion("c0", 0, true, null)));
    assertThrows(
        NotFoundException.class, () -> feedback.capture("bob", opinion("c9", 0, true, null)));
    assertThrows(
        InvalidRequestException.class,
        () -> feedback.capture(Datasets.SHARED, opinion("c9", 1, true, null)));
    assertEquals(List.of(), datasets.list(Datasets.SHARED));
  }

  @Test
  void keepsAnswersInBoundedMemory() {
    String large = "x".repeat(1 << 19);
    for (int i = 0; i < 40; i++) {
      answered("c" + i, List.of(new ChatMessage("user", large)), "a");
    }
    RecentAnswers recent = feedback.recent().orElseThrow();
    assertTrue(recent.find(Datasets.SHARED, "c39").isPresent());
    assertTrue(recent.find(Datasets.SHARED, "c24").isEmpty());
  }

  @Test
  void isOffUnlessADatasetIsNamed() {
    Feedback off = new Feedback(Optional.empty(), datasets);

    assertTrue(off.recent().isEmpty());
    assertThrows(
        ConflictException.class, () -> off.capture(Datasets.SHARED, opinion("c1", 0, true, null)));
  }
}
