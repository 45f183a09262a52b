package dev.servllama.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private static List<List<Integer>> cut(List<Integer> lengths) {
    List<long[]> texts = lengths.stream().map(long[]::new).toList();
    return Batches.of(new Waiting(texts).take(Integer.MAX_VALUE)).stream()
        .map(batch -> batch.stream().map(text -> text.ids().length).toList())
        .toList();
  }

  @Test
  void makesNoneOfNothing() {
    assertEquals(List.of(), cut(List.of()));
  }

  @Test
  void doesNotPadAShortTextToALongOne() {
    assertEquals(List.of(List.of(5, 8), List.of(120)), cut(List.of(5, 8, 120)));
  }

  @Test
  void doesNotRunTheModelForEachOfManyThatAreNearlyAlike() {
    assertEquals(List.of(List.of(20, 21, 22, 23)), cut(List.of(20, 21, 22, 23)));
  }

  @Test
  void keepsABatchWithinItsLimitAndTakesAnyTextAlone() {
    List<List<Integer>> batches = cut(Collections.nCopies(100, 100));

    assertEquals(100, batches.stream().mapToInt(List::size).sum());
    assertTrue(batches.stream().allMatch(batch -> batch.size() * 100 <= Batches.MOST));
    assertEquals(List.of(List.of(5000)), cut(List.of(5000)));
  }

  @Test
  void keepsAllTextsInTheirOrderAndPadsLittle() {
    Random random = new Random(3);
    List<Integer> lengths =
        IntStream.generate(() -> (int) (4 * Math.pow(60, random.nextDouble())))
            .limit(64)
            .sorted()
            .boxed()
            .toList();

    List<List<Integer>> batches = cut(lengths);

    assertEquals(lengths, batches.stream().flatMap(List::stream).toList());
    int padded = batches.stream().mapToInt(b -> b.size() * Collections.max(b)).sum();
    int real = lengths.stream().mapToInt(Integer::intValue).sum();
    assertTrue(padded < 1.25 * real, padded + " for " + real);
  }
}
