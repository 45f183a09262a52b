package dev.servllama.engine.pool;

import dev.servllama.engine.Generation;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.Job;
import dev.servllama.engine.Reservation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Places in an engine, or the wait for them; the model stays in memory until their jobs end. */
final class PooledReservation implements Reservation {
  private final EnginePool pool;
  private final Member member;
  private final Waiter waiter;
  private final AtomicBoolean open = new AtomicBoolean(true);

  PooledReservation(EnginePool pool, Member member, Waiter waiter) {
    this.pool = pool;
    this.member = member;
    this.waiter = waiter;
  }

  @Override
  public boolean await(Duration patience) throws InterruptedException {
    return waiter.await(patience);
  }

  @Override
  public List<Generation> start(List<Job> jobs) {
    Reservation places = waiter.places();
    if (!open.getAndSet(false)) {
      throw new CancellationException("The places were given back");
    }
    AtomicInteger running = new AtomicInteger(jobs.size());
    try {
      return places.start(jobs.stream().map(job -> counted(job, running)).toList());
    } catch (RuntimeException e) {
      pool.release(member);
      throw e;
    }
  }

  private Job counted(Job job, AtomicInteger running) {
    return new Job(
        job.request(),
        event -> {
          boolean last =
              event instanceof GenerationEvent.Ended || event instanceof GenerationEvent.Failed;
          // First, so that whoever hears of the end finds the model free.
          if (last && running.decrementAndGet() == 0) {
            pool.release(member);
          }
          job.events().accept(event);
        });
  }

  @Override
  public void close() {
    if (!open.getAndSet(false)) {
      return;
    }
    if (waiter.leave()) {
      pool.left(member, waiter);
    } else if (waiter.isGranted()) {
      waiter.places().close();
      pool.release(member);
    }
  }
}
