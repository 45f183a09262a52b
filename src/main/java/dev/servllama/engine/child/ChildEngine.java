package dev.servllama.engine.child;

import dev.servllama.engine.Admission;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.AdmissionReservation;
import dev.servllama.engine.Capabilities;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.Requester;
import dev.servllama.engine.Reservation;
import dev.servllama.engine.process.Supervisor;
import dev.servllama.engine.process.Supervisor.Heartbeat;
import dev.servllama.engine.process.WorkFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A GGUF model run in a child process. When that process dies, what was in flight fails, what waits
 * goes on waiting, and the next process takes over. Closing it ends the process, which is the only
 * sure way to get the model's memory back. Thread-safe.
 */
public final class ChildEngine implements Engine {
  private static final Logger log = LoggerFactory.getLogger(ChildEngine.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ChildSettings settings;
  private final EngineHealth health = new EngineHealth();
  private final RunningJobs running = new RunningJobs();
  private final Admission admission;
  private final Dialect dialect;
  private final WorkFolder folder;
  private final Supervisor supervisor;

  private ChildEngine(ChildSettings settings, WorkFolder folder, Dialect.Factory dialects) {
    this.settings = settings;
    this.folder = folder;
    admission =
        new Admission(
            settings.slots(),
            settings.maxQueue(),
            settings.capabilities().sharedPrompts(),
            this::startJob);
    dialect = dialects.open(new FrontDesk(health, admission, running));
    supervisor =
        new Supervisor(
            "engine",
            dialect::command,
            new Heartbeat(dialect::beat, BEAT, PATIENCE),
            new ChildWatch(dialect, health, admission, running, this::failWaiting));
  }

  /**
   * Starts the child, which begins to load the model; returns at once.
   *
   * @param folder for the child's temporary files; closed together with the engine
   * @param dialects how one speaks to the child
   */
  public static ChildEngine start(
      ChildSettings settings, WorkFolder folder, Dialect.Factory dialects) {
    ChildEngine engine = new ChildEngine(settings, folder, dialects);
    engine.supervisor.start();
    return engine;
  }

  @Override
  public EngineInfo info() {
    return settings.info();
  }

  @Override
  public Capabilities capabilities() {
    return settings.capabilities();
  }

  @Override
  public EngineStatus status() {
    return health.status(admission);
  }

  @Override
  public OptionalLong process() {
    return dialect.process();
  }

  @Override
  public int contextLength() {
    return settings.context();
  }

  @Override
  public int vocabularySize() {
    return settings.vocabulary();
  }

  @Override
  public int[] tokenize(List<String> texts) {
    health.requireReady();
    return dialect.tokenize(texts);
  }

  @Override
  public String detokenize(int[] tokens) {
    health.requireReady();
    return dialect.detokenize(tokens);
  }

  @Override
  public Reservation reserve(int jobs, Requester requester) {
    health.requireReady();
    return new AdmissionReservation(admission, jobs, requester, this::cancel);
  }

  @Override
  public void close() {
    health.closed();
    supervisor.close();
    admission.shut();
    running.failAll(health::unavailable);
    dialect.close();
    failWaiting();
    try {
      folder.close();
    } catch (IOException e) {
      log.warn("The engine's temporary folder could not be removed: {}", e.toString());
    }
  }

  private void startJob(Ticket ticket, int slot, int cached) {
    running.add(ticket);
    ticket.companions().forEach(running::add);
    dialect.generate(ticket, slot, cached);
  }

  private void cancel(Ticket ticket) {
    if (admission.withdraw(ticket)) {
      ticket.job().events().accept(new GenerationEvent.Ended(EndReason.CANCELLED, 0));
    } else if (running.contains(ticket)) {
      dialect.cancel(ticket);
    }
  }

  private void failWaiting() {
    admission
        .withdrawAll()
        .forEach(
            ticket ->
                ticket.job().events().accept(new GenerationEvent.Failed(health.unavailable())));
  }
}
