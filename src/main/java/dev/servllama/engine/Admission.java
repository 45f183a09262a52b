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
 * gets the one that has read most of its prompt and little else. Jobs of one prompt start together
 * where the engine reads it once for all of them. While the engine is away, jobs wait. Thread-safe;
 * the starter is called under the lock and must not block.
 */
public final class Admission {

  /** Starts a job that has got a slot. */
  public interface Starter {
    /**
     * @param ticket the job's, whose {@link Ticket#companions} start with it
     * @param slot its number
     * @param cached how many tokens of the prompt that slot has read before
     */
    void start(Ticket ticket, int slot, int cached);
  }

  /** A job's place, in the queue and then in a slot. */
  public static final class Ticket {
    private final long id;
    private final Job job;
    Bundle bundle;
    private List<Ticket> companions = List.of();
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

    /** Jobs with the same prompt that started with this one; the engine chose their slots. */
    public List<Ticket> companions() {
      return companions;
    }
  }

  private final List<Slot> slots = new ArrayList<>();
  private final FairQueue<Bundle> queue = new FairQueue<>();
  private final int maxQueue;
  private final Starter starter;
  private final ServiceTime serviceTime = new ServiceTime();
  private boolean open;
  private boolean admitting = true;
  private final int bundled;
  private int reserved;
  private int waiting;
  private long uses;
  private long ids;

  /**
   * @param slots how many jobs at once
   * @param maxQueue how many may wait
   * @param starter starts a job
   */
  public Admission(int slots, int maxQueue, Starter starter) {
    this(slots, maxQueue, false, starter);
  }

  /**
   * @param slots how many jobs at once
   * @param maxQueue how many may wait
   * @param shared whether jobs of one prompt start together
   * @param starter starts a job
   */
  public Admission(int slots, int maxQueue, boolean shared, Starter starter) {
    bundled = shared ? slots : 1;
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
    requirePossible(jobs, maxQueue + slots.size());
    int free = slots.size() - busy();
    if (jobs > maxQueue + free - waiting - reserved) {
      throw new OverloadedException(
          "All %d slots are busy and %d requests wait; please try again later."
              .formatted(slots.size(), waiting + reserved),
          retryAfter());
    }
    reserved += jobs;
  }

  /**
   * @throws InvalidRequestException if there can never be so many places
   */
  public static void requirePossible(int jobs, int places) {
    if (jobs > places) {
      throw InvalidRequestException.of(
          "n",
          "%d answers were asked for at once; this server takes %d at most."
              .formatted(jobs, places));
    }
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
    waiting += tickets.size();
    Bundle.of(tickets, bundled).forEach(bundle -> queue.add(bundle, requester));
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
    if (!queue.contains(ticket.bundle)) {
      return false;
    }
    ticket.bundle.remove(ticket);
    waiting--;
    if (ticket.bundle.size() == 0) {
      queue.remove(ticket.bundle);
    }
    dispatch();
    return true;
  }

  /** Takes all waiting jobs out of the queue; until {@link #open}, no more come in. */
  public synchronized List<Ticket> withdrawAll() {
    admitting = false;
    waiting = 0;
    return queue.removeAll().stream().flatMap(bundle -> bundle.tickets().stream()).toList();
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
    return waiting;
  }

  private Duration retryAfter() {
    return serviceTime.average().multipliedBy(waiting + reserved + 1L).dividedBy(slots.size());
  }

  private void dispatch() {
    while (open && !queue.isEmpty() && queue.peek().size() <= slots.size() - busy()) {
      Bundle bundle = queue.peek();
      queue.removeFirst();
      waiting -= bundle.size();
      Ticket first = bundle.first();
      GenerationRequest request = first.job.request();
      Slot slot = best(request).orElseThrow();
      int cached = request.repeatable() ? 0 : slot.cached(request.prompt());
      occupy(first, slot);
      first.companions = bundle.others();
      first.companions.forEach(other -> occupy(other, best(request).orElseThrow()));
      starter.start(first, slot.index(), cached);
    }
  }

  private void occupy(Ticket ticket, Slot slot) {
    ticket.slot = slot;
    ticket.started = System.nanoTime();
    ticket.use = ++uses;
    slot.take(ticket.job.request().prompt(), ticket.use);
  }

  private Optional<Slot> best(GenerationRequest request) {
    Stream<Slot> free = slots.stream().filter(slot -> !slot.busy());
    if (request.repeatable()) {
      // Where in memory a slot lies shows in the last bits of what it computes.
      return free.findFirst();
    }
    return free.max(
        Comparator.<Slot>comparingInt(slot -> slot.gain(request.prompt()))
            .thenComparing(Comparator.comparingLong(Slot::lastUse).reversed()));
  }
}
