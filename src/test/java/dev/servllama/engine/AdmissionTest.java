package dev.servllama.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.engine.Admission.Ticket;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.OverloadedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private record Start(long ticket, int slot, int cached) {}

  private final List<Start> starts = new ArrayList<>();
  private final List<Integer> companions = new ArrayList<>();
  private final Admission admission =
      new Admission(2, 1, (ticket, slot, read) -> starts.add(new Start(ticket.id(), slot, read)));

  @Test
  void refusesAtOnceWhatThereIsNoPlaceForAndSaysWhenToComeBack() {
    admission.open();
    admission.reserve(3);

    OverloadedException refused =
        assertThrows(OverloadedException.class, () -> admission.reserve(1));
    assertTrue(refused.retryAfter().compareTo(Duration.ZERO) > 0);

    admission.release(1);
    admission.reserve(1);
  }

  @Test
  void refusesForGoodWhatThereIsNeverAPlaceFor() {
    assertThrows(InvalidRequestException.class, () -> admission.reserve(4));
  }

  @Test
  void startsAJobWhereMostOfItsPromptWasReadBefore() {
    admission.open();
    Ticket first = admit(1, 2, 3);
    Ticket second = admit(1, 9, 9);
    admission.finished(first);
    admission.finished(second);

    admit(1, 9, 9, 4);

    assertEquals(new Start(3, 1, 3), starts.get(2));
  }

  @Test
  void leavesAConversationInItsSlotForOneThatOnlyBeginsLikeIt() {
    admission.open();
    admission.finished(admit(1, 2, 3, 4, 5));
    admission.finished(admit(1, 2, 9, 9, 9));
    admit(1, 2, 3, 4, 5, 6);

    assertEquals(new Start(2, 1, 0), starts.get(1));
    assertEquals(new Start(3, 0, 5), starts.get(2));
  }

  @Test
  void waitsWhileTheEngineIsAwayAndForgetsWhatItHadRead() {
    admission.open();
    admission.finished(admit(1, 2, 3));
    admission.shut();
    admit(1, 2, 3);
    assertEquals(1, admission.waiting());

    admission.open();

    // Had slot 0 not forgotten, it would be the better one; now the one unused for longest is.
    assertEquals(new Start(2, 1, 0), starts.get(1));
  }

  @Test
  void aWithdrawnJobNeverStarts() {
    Ticket ticket = admit(1);

    assertTrue(admission.withdraw(ticket));
    admission.open();

    assertEquals(List.of(), starts);
    assertEquals(false, admission.withdraw(ticket));
  }

  @Test
  void jobsOfOnePromptStartTogetherWhereTheEngineSharesIt() {
    Admission shared = new Admission(3, 8, true, this::noteCompanions);
    List<Ticket> tickets = admitTogether(shared, 4);
    shared.open();

    assertEquals(List.of(2), companions);
    assertEquals(3, shared.busy());
    assertEquals(1, shared.waiting());
    shared.finished(tickets.get(1));
    assertEquals(List.of(2, 0), companions);
    assertEquals(0, shared.waiting());
  }

  @Test
  void aBundleWaitsForAllItsSlotsAndLosesWhoLeaves() {
    Admission shared = new Admission(2, 8, true, this::noteCompanions);
    shared.open();
    Ticket busy = admitTogether(shared, 1).get(0);
    List<Ticket> two = admitTogether(shared, 2);
    assertEquals(List.of(0), companions);
    assertEquals(2, shared.waiting());

    assertTrue(shared.withdraw(two.get(0)));
    assertEquals(List.of(0, 0), companions);
    assertEquals(0, shared.waiting());
    assertFalse(shared.withdraw(two.get(1)));
    shared.finished(busy);
    shared.finished(two.get(1));
    assertEquals(0, shared.busy());
  }

  private void noteCompanions(Ticket ticket, int slot, int cached) {
    companions.add(ticket.companions().size());
  }

  private static List<Ticket> admitTogether(Admission to, int jobs) {
    Sampling sampling = new Sampling(1, 1, 0, 0, 0, 0, 1, Map.of(), OptionalLong.empty());
    GenerationRequest request =
        new GenerationRequest(new int[] {1, 2}, 1, sampling, Optional.empty());
    to.reserve(jobs);
    return to.admit(Collections.nCopies(jobs, new Job(request, event -> {})), Requester.ANYBODY);
  }

  @Test
  void theEndOfALostJobFreesNobodyElsesSlot() {
    admission.open();
    Ticket lost = admit(1);
    admission.shut();
    admission.open();
    Ticket next = admit(1);

    admission.finished(lost);
    assertEquals(1, admission.busy());
    admission.finished(next);
    admission.finished(next);

    assertEquals(0, admission.busy());
  }

  private Ticket admit(int... prompt) {
    Sampling sampling = new Sampling(1, 1, 0, 0, 0, 0, 1, Map.of(), OptionalLong.empty());
    GenerationRequest request = new GenerationRequest(prompt, 1, sampling, Optional.empty());
    admission.reserve(1);
    return admission.admit(List.of(new Job(request, event -> {})), Requester.ANYBODY).get(0);
  }
}
