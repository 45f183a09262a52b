package dev.servllama.engine.pool;

import dev.servllama.engine.Capabilities;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.engine.Generation;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.Job;
import dev.servllama.engine.Requester;
import dev.servllama.engine.Reservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A model that is loaded, fails, and answers when the test says so. */
final class ManualModel implements ModelSource, Engine {
  private final long memory;
  private volatile Optional<String> refusal = Optional.empty();
  private final Semaphore starts = new Semaphore(0);
  private final Semaphore ends = new Semaphore(0);
  private final List<Job> jobs = new ArrayList<>();
  private volatile Phase phase = Phase.CLOSED;
  private volatile int loads;

  ManualModel(long memory) {
    this.memory = memory;
  }

  /** Says that it is never loaded. */
  void refuse(String reason) {
    refusal = Optional.of(reason);
  }

  /** Waits until its load has begun, and lets it be over. */
  void load() throws InterruptedException {
    awaitBegin();
    phase = Phase.READY;
  }

  /** Lets a load be over that has begun. */
  void loaded() {
    phase = Phase.READY;
  }

  void awaitBegin() throws InterruptedException {
    starts.acquire();
  }

  void fail() throws InterruptedException {
    awaitBegin();
    phase = Phase.FAILED;
  }

  void awaitEnd() throws InterruptedException {
    ends.acquire();
  }

  /** Ends the jobs that it has been given. */
  synchronized void answer() {
    jobs.forEach(job -> job.events().accept(new GenerationEvent.Ended(EndReason.LENGTH, 1)));
    jobs.clear();
  }

  int loads() {
    return loads;
  }

  @Override
  public Optional<String> refusal() {
    return refusal;
  }

  @Override
  public Engine start() {
    loads++;
    phase = Phase.LOADING;
    starts.release();
    return this;
  }

  @Override
  public void ended() {
    ends.release();
  }

  @Override
  public void close() {
    phase = Phase.CLOSED;
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo("manual", "1", "a test");
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, false, false);
  }

  @Override
  public EngineStatus status() {
    return new EngineStatus(phase, 0, phase == Phase.FAILED ? "It is broken." : "", 4, 0, 0, 0);
  }

  @Override
  public int contextLength() {
    return 64;
  }

  @Override
  public int vocabularySize() {
    return 8;
  }

  @Override
  public long memoryBytes() {
    return memory;
  }

  @Override
  public int[] tokenize(List<String> texts) {
    return new int[] {1};
  }

  @Override
  public String detokenize(int[] tokens) {
    return "";
  }

  @Override
  public Reservation reserve(int wanted, Requester requester) {
    return new Reservation() {
      @Override
      public List<Generation> start(List<Job> started) {
        synchronized (ManualModel.this) {
          jobs.addAll(started);
        }
        return started.stream().<Generation>map(job -> () -> {}).toList();
      }

      @Override
      public void close() {
        // Nothing was taken.
      }
    };
  }
}
