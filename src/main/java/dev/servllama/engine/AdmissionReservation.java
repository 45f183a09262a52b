package dev.servllama.engine;

import dev.servllama.engine.Admission.Ticket;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Places taken in an {@link Admission}, given back once at most. */
public final class AdmissionReservation implements Reservation {
  private final Admission admission;
  private final int jobs;
  private final Requester requester;
  private final Consumer<Ticket> cancel;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /**
   * Takes the places.
   *
   * @param requester for whom
   * @param cancel ends a job early
   */
  public AdmissionReservation(
      Admission admission, int jobs, Requester requester, Consumer<Ticket> cancel) {
    this.admission = admission;
    this.jobs = jobs;
    this.requester = requester;
    this.cancel = cancel;
    admission.reserve(jobs);
  }

  @Override
  public List<Generation> start(List<Job> jobs) {
    if (!open.getAndSet(false)) {
      throw new CancellationException("The places were given back");
    }
    return admission.admit(jobs, requester).stream()
        .<Generation>map(ticket -> () -> cancel.accept(ticket))
        .toList();
  }

  @Override
  public void close() {
    if (open.getAndSet(false)) {
      admission.release(jobs);
    }
  }
}
