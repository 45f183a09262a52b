package dev.servllama.engine;

import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.OverloadedException;
import dev.servllama.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who gets a slot, and when. Jobs are taken in as long as the queue has room and refused at once
 * when it has not; a free slot goes to the job whose turn it is, and of several free slots a job
 * gets the one that has read the longest start of its prompt. While the engine is away, jobs wait.
 * Thread-safe; the starter is called under the lock and must not block.
 */
public final class Admission {

  /** Starts a job that has got a slot. */
  public interface Starter {
    /**
     * @param slot its number
     * @param cached how many tokens of the prompt that slot has read before
     */
    void start(Ticket ticket, int slot, int cached);
  }

  /** A job's place, in the queue and then in a slot. */
  public static final class Ticket {
    private final long id;
    private final Job job;
    private Slot slot;
    private long use;
    private long started;

    Ticket(long id, Job job) {
      this.id = id;
      this.job = job;
    }

    /** Names the job, as long as the engine lives. */
    public long id() {
      return id;
    }

    /** The job. */
    public Job job() {
      return job;
    }
  }

  private final List<Slot> slots = new ArrayList<>();
  private final FairQueue queue = new FairQueue();
  private final int maxQueue;
  private final Starter starter;
  private final ServiceTime serviceTime = new ServiceTime();
  private boolean open;
  private boolean admitting = true;
  private int reserved;
  private long uses;
  private long ids;

  /**
   * @param slots how many jobs at once
   * @param maxQueue how many may wait
   * @param starter starts a job
   */
  public Admission(int slots, int maxQueue, Starter starter) {
    for (int i = 0; i < slots; i++) {
      this.slots.add(new Slot(i));
    }
    this.maxQueue = maxQueue;
    this.starter = starter;
  }

  /**
   * Takes places, all or none.
   *
   * @throws InvalidRequestException if there can never be so many
   * @throws OverloadedException if there are not so many now
   */
  public synchronized void reserve(int jobs) {
    if (jobs > maxQueue + slots.size()) {
      throw InvalidRequestException.of(
          "n",
          "%d answers were asked for at once; this server takes %d at most."
              .formatted(jobs, maxQueue + slots.size()));
    }
    int free = slots.size() - busy();
    if (jobs > maxQueue + free - queue.size() - reserved) {
      throw new OverloadedException(
          "All %d slots are busy and %d requests wait; please try again later."
              .formatted(slots.size(), queue.size() + reserved),
          retryAfter());
    }
    reserved += jobs;
  }

  /** Gives reserved places back. */
  public synchronized void release(int jobs) {
    reserved -= jobs;
  }

  /**
   * Puts jobs in the places that were reserved for them.
   *
   * @param requester for whom
   * @throws UnavailableException if the engine has gone for good, or for long
   */
  public synchronized List<Ticket> admit(List<Job> jobs, Requester requester) {
    reserved -= jobs.size();
    if (!admitting) {
      throw new UnavailableException("The model is not running now.", Duration.ofSeconds(1));
    }
    List<Ticket> tickets = jobs.stream().map(job -> new Ticket(++ids, job)).toList();
    tickets.forEach(ticket -> queue.add(ticket, requester));
    dispatch();
    return tickets;
  }

  /** Lets waiting jobs start: the engine is there. */
  public synchronized void open() {
    open = true;
    admitting = true;
    dispatch();
  }

  /** The engine is gone, and with it all that its slots had read. Jobs under way are forgotten. */
  public synchronized void shut() {
    open = false;
    slots.forEach(Slot::forget);
  }

  /** A job is over; its slot goes to the next. Does nothing if the job holds no slot any more. */
  public synchronized void finished(Ticket ticket) {
    if (holdsSlot(ticket)) {
      serviceTime.add(Duration.ofNanos(System.nanoTime() - ticket.started));
      ticket.slot.free();
      dispatch();
    }
  }

  /** A job has ended early, perhaps before its prompt was read; its slot goes to the next. */
  public synchronized void abandoned(Ticket ticket) {
    if (holdsSlot(ticket)) {
      ticket.slot.forget();
      dispatch();
    }
  }

  private static boolean holdsSlot(Ticket ticket) {
    return ticket.slot != null && ticket.slot.busy() && ticket.slot.lastUse() == ticket.use;
  }

  /** Takes a job that still waits out of the queue. Returns false if it waits no more. */
  public synchronized boolean withdraw(Ticket ticket) {
    return queue.remove(ticket);
  }

  /** Takes all waiting jobs out of the queue; until {@link #open}, no more come in. */
  public synchronized List<Ticket> withdrawAll() {
    admitting = false;
    return queue.removeAll();
  }

  /** How many slots there are. */
  public int slots() {
    return slots.size();
  }

  /** How many slots are busy. */
  public synchronized int busy() {
    return (int) slots.stream().filter(Slot::busy).count();
  }

  /** How many jobs wait. */
  public synchronized int waiting() {
    return queue.size();
  }

  private Duration retryAfter() {
    return serviceTime.average().multipliedBy(queue.size() + reserved + 1L).dividedBy(slots.size());
  }

  private void dispatch() {
    while (open && !queue.isEmpty()) {
      GenerationRequest request = queue.peek().job.request();
      int[] prompt = request.prompt();
      Optional<Slot> best = best(request);
      if (best.isEmpty()) {
        return;
      }
      Ticket ticket = queue.peek();
      queue.removeFirst();
      ticket.slot = best.get();
      ticket.started = System.nanoTime();
      int cached = request.repeatable() ? 0 : ticket.slot.cached(prompt);
      ticket.use = ++uses;
      ticket.slot.take(prompt, ticket.use);
      starter.start(ticket, ticket.slot.index(), cached);
    }
  }

  private Optional<Slot> best(GenerationRequest request) {
    Stream<Slot> free = slots.stream().filter(slot -> !slot.busy());
    if (request.repeatable()) {
      // Where in memory a slot lies shows in the last bits of what it computes.
      return free.findFirst();
    }
    return free.max(
        Comparator.<Slot>comparingInt(slot -> slot.cached(request.prompt()))
            .thenComparing(Comparator.comparingLong(Slot::lastUse).reversed()));
  }
}
