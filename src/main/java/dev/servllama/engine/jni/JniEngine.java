package dev.servllama.engine.jni;

import dev.servllama.engine.Admission;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.AdmissionReservation;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Requester;
import dev.servllama.engine.Reservation;
import dev.servllama.engine.jni.frame.Command;
import dev.servllama.engine.jni.frame.Event;
import dev.servllama.engine.jni.frame.FrameCodec;
import dev.servllama.engine.process.ChildProcess;
import dev.servllama.engine.process.ExitReport;
import dev.servllama.engine.process.Supervisor;
import dev.servllama.engine.process.Supervisor.Heartbeat;
import dev.servllama.engine.process.WorkFolder;
import dev.servllama.error.EngineFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A GGUF model run by de.kherud:llama in a child JVM. When that process dies, what was in flight
 * fails, what waits goes on waiting, and the next process takes over. Closing it ends the process,
 * which is the only way to get the model's memory back. Thread-safe.
 */
public final class JniEngine implements Engine {
  private static final Logger log = LoggerFactory.getLogger(JniEngine.class);
  private static final Duration PING = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A restart that is further away than this is not worth waiting for. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final JniSettings settings;
  private final FrameCodec codec = new FrameCodec();
  private final EngineHealth health = new EngineHealth();
  private final Calls calls = new Calls();
  private final RunningJobs running = new RunningJobs();
  private final Admission admission;
  private final WorkFolder folder;
  private final Supervisor supervisor;
  private volatile ChildProcess child;

  private JniEngine(JniSettings settings, WorkFolder folder) {
    this.settings = settings;
    this.folder = folder;
    admission = new Admission(settings.slots(), settings.maxQueue(), this::startJob);
    supervisor =
        new Supervisor(
            "engine",
            WorkerCommand.of(settings, folder.path()),
            new Heartbeat(codec.encode(new Command.Ping()), PING, PATIENCE),
            new Child());
  }

  /**
   * Starts the child, which begins to load the model; returns at once.
   *
   * @param folder for the child's temporary files; closed together with the engine
   */
  public static JniEngine start(JniSettings settings, WorkFolder folder) {
    JniEngine engine = new JniEngine(settings, folder);
    engine.supervisor.start();
    return engine;
  }

  @Override
  public EngineStatus status() {
    return health.status(admission);
  }

  @Override
  public OptionalLong process() {
    ChildProcess now = child;
    return now == null ? OptionalLong.empty() : OptionalLong.of(now.pid());
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
    Event answer = calls.ask(id -> send(new Command.Tokenize(id, texts)));
    return ((Event.Tokens) answer).tokens();
  }

  @Override
  public String detokenize(int[] tokens) {
    health.requireReady();
    Event answer = calls.ask(id -> send(new Command.Detokenize(id, tokens)));
    return ((Event.Text) answer).text();
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
    calls.failAll();
    failWaiting();
    try {
      folder.close();
    } catch (IOException e) {
      log.warn("The engine's temporary folder could not be removed: {}", e.toString());
    }
  }

  private void startJob(Ticket ticket, int slot, int cached) {
    running.add(ticket);
    ticket.job().events().accept(new GenerationEvent.Started(cached));
    GenerationRequest request = ticket.job().request();
    send(
        new Command.Generate(
            ticket.id(),
            slot,
            cached,
            request.prompt(),
            request.maxTokens(),
            request.repeatable(),
            SamplingJson.of(request)));
  }

  private void cancel(Ticket ticket) {
    if (admission.withdraw(ticket)) {
      ticket.job().events().accept(new GenerationEvent.Ended(EndReason.CANCELLED, 0));
    } else if (running.contains(ticket)) {
      send(new Command.Cancel(ticket.id()));
    }
  }

  private void failWaiting() {
    admission
        .withdrawAll()
        .forEach(
            ticket ->
                ticket.job().events().accept(new GenerationEvent.Failed(health.unavailable())));
  }

  private void send(Command command) {
    child.send(codec.encode(command));
  }

  /** Hears what becomes of the child. */
  private final class Child implements Supervisor.Client {
    private final WorkerEvents events = new WorkerEvents(codec, health, admission, running, calls);

    @Override
    public void started(ChildProcess started) {
      child = started;
      send(
          new Command.Load(
              settings.model().toAbsolutePath().toString(),
              settings.slots(),
              settings.context(),
              settings.threads(),
              settings.gpuLayers()));
    }

    @Override
    public void line(ChildProcess from, String line) {
      events.hear(line);
    }

    @Override
    public boolean ended(ExitReport report, Duration again) {
      admission.shut();
      boolean restart = !health.hasFailed();
      if (restart) {
        String wait = again.isZero() ? "" : " in " + again.toSeconds() + " s";
        health.restarting(
            "The engine's process ended (%s) and is being started again%s."
                .formatted(report.summary(), wait));
      }
      log.warn(
          "The engine's process ended ({}). It last said:\n{}", report.summary(), report.tail());
      running.failAll(
          () -> new EngineFailedException("The engine's process ended; please try again."));
      calls.failAll();
      if (!restart || again.compareTo(LONGEST_WAIT) > 0) {
        failWaiting();
      }
      return restart;
    }
  }
}
