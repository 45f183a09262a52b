package dev.servllama.engine.child;

import dev.servllama.engine.Admission;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.error.EngineFailedException;
import dev.servllama.error.ServllamaException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The jobs that are in the child now. Passes on what the child says of them. Thread-safe. */
final class RunningJobs {
  private final Map<Long, Ticket> running = new ConcurrentHashMap<>();

  void add(Ticket ticket) {
    running.put(ticket.id(), ticket);
  }

  boolean contains(Ticket ticket) {
    return running.containsKey(ticket.id());
  }

  void end(long id, EndReason reason, int tokens, Admission admission) {
    Ticket ticket = running.remove(id);
    if (ticket == null) {
      return;
    }
    if (reason == EndReason.CANCELLED) {
      admission.abandoned(ticket);
    } else {
      admission.finished(ticket);
    }
    ticket.job().events().accept(new GenerationEvent.Ended(reason, tokens));
  }

  void fault(long id, String message, Admission admission) {
    Ticket ticket = running.remove(id);
    if (ticket != null) {
      admission.abandoned(ticket);
      ticket
          .job()
          .events()
          .accept(
              new GenerationEvent.Failed(
                  new EngineFailedException("The engine failed: " + message)));
    }
  }

  /** Fails all: the child is gone. */
  void failAll(Supplier<ServllamaException> cause) {
    List<Ticket> lost = List.copyOf(running.values());
    running.clear();
    lost.forEach(ticket -> ticket.job().events().accept(new GenerationEvent.Failed(cause.get())));
  }

  void tell(long id, GenerationEvent event) {
    Ticket ticket = running.get(id);
    if (ticket != null) {
      ticket.job().events().accept(event);
    }
  }
}
