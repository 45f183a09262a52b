package dev.servllama.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.engine.Admission.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private static final Job JOB =
      new Job(
          new GenerationRequest(
              new int[] {1},
              1,
              new Sampling(1, 1, 0, 0, 0, 0, 1, Map.of(), OptionalLong.empty()),
              Optional.empty()),
          event -> {});

  private final FairQueue<Ticket> queue = new FairQueue<>();
  private final Map<Ticket, String> names = new HashMap<>();
  private long ids;

  @Test
  void servesOneRequesterInTheOrderOfArrival() {
    Ticket first = add("a", 0);
    Ticket second = add("a", 0);

    assertEquals(first, take());
    assertEquals(second, take());
    assertTrue(queue.isEmpty());
  }

  /** Fault 12. */
  @Test
  void whoAsksOnceWaitsOneTurnThoughAnotherHasAskedAHundredTimes() {
    for (int i = 0; i < 100; i++) {
      add("flood", 0);
    }
    names.get(take());
    names.get(take());
    add("once", 0);

    assertEquals(List.of("flood", "once"), takeNames(2).stream().sorted().toList());
    add("once", 0);
    assertTrue(takeNames(2).contains("once"));
  }

  @Test
  void anEarlierFloodIsNotHeldAgainstItsRequesterForEver() {
    for (int i = 0; i < 50; i++) {
      add("a", 0);
    }
    takeNames(50);
    add("b", 0);
    add("a", 0);
    add("b", 0);

    assertEquals(List.of("b", "a", "b"), takeNames(3));
  }

  @Test
  void aLargerPriorityGoesFirstAndASmallerOneLast() {
    add("low", -1);
    add("common", 0);
    add("high", 3);

    assertEquals(List.of("high", "common", "low"), takeNames(3));
  }

  @Test
  void nobodyIsPassedForEver() {
    add("patient", -10);
    int passed = 0;
    while (true) {
      add("pushing", 10);
      if (names.get(take()).equals("patient")) {
        break;
      }
      passed++;
    }
    System.out.println("figure: the lowest priority is passed " + passed + " times by the highest");
    assertTrue(passed <= 20 * 8 + 1, passed + " went first");
  }

  @Test
  void whoLeavesIsPassedOver() {
    Ticket gone = add("a", 0);
    Ticket next = add("a", 0);

    assertTrue(queue.remove(gone));
    assertFalse(queue.remove(gone));
    assertFalse(queue.contains(gone));
    assertTrue(queue.contains(next));
    assertEquals(List.of(next), queue.removeAll());
    assertFalse(queue.remove(next));
  }

  private Ticket add(String name, int priority) {
    Ticket ticket = new Ticket(++ids, JOB);
    names.put(ticket, name);
    queue.add(ticket, new Requester(name, priority));
    return ticket;
  }

  private Ticket take() {
    Ticket first = queue.peek();
    queue.removeFirst();
    return first;
  }

  private List<String> takeNames(int count) {
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(names.get(take()));
    }
    return taken;
  }
}
