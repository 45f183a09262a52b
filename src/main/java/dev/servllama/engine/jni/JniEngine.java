package dev.servllama.engine.jni;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.servllama.engine.Admission;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.AdmissionReservation;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
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
import dev.servllama.error.ServllamaException;
import dev.servllama.error.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
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
  private final Calls calls = new Calls();
  private final RunningJobs running = new RunningJobs();
  private final Admission admission;
  private final WorkFolder folder;
  private final Supervisor supervisor;
  private volatile ChildProcess child;
  private volatile Condition condition = new Condition(Phase.LOADING, 0, "The model is loading.");
  private volatile int restarts;

  private record Condition(Phase phase, double progress, String detail) {}

  private JniEngine(JniSettings settings, WorkFolder folder) {
    this.settings = settings;
    this.folder = folder;
    admission = new Admission(settings.slots(), settings.maxQueue(), this::startJob);
    Heartbeat heartbeat = new Heartbeat(codec.encode(new Command.Ping()), PING, PATIENCE);
    supervisor =
        new Supervisor("engine", WorkerCommand.of(settings, folder.path()), heartbeat, new Child());
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
    Condition now = condition;
    return new EngineStatus(
        now.phase(),
        now.progress(),
        now.detail(),
        admission.slots(),
        admission.busy(),
        admission.waiting(),
        restarts);
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
    requireReady();
    Event answer = calls.ask(id -> send(new Command.Tokenize(id, texts)));
    return ((Event.Tokens) answer).tokens();
  }

  @Override
  public String detokenize(int[] tokens) {
    requireReady();
    Event answer = calls.ask(id -> send(new Command.Detokenize(id, tokens)));
    return ((Event.Text) answer).text();
  }

  @Override
  public Reservation reserve(int jobs) {
    requireReady();
    return new AdmissionReservation(admission, jobs, this::cancel);
  }

  @Override
  public void close() {
    condition = new Condition(Phase.CLOSED, 0, "The server is stopping.");
    supervisor.close();
    admission.shut();
    abandon(this::unavailable);
    try {
      folder.close();
    } catch (IOException e) {
      log.warn("The engine's temporary folder could not be removed: {}", e.toString());
    }
  }

  private void requireReady() {
    if (condition.phase() != Phase.READY) {
      throw unavailable();
    }
  }

  private UnavailableException unavailable() {
    Condition now = condition;
    boolean soon = now.phase() == Phase.LOADING || now.phase() == Phase.RESTARTING;
    return new UnavailableException(now.detail(), soon ? Duration.ofSeconds(1) : null);
  }

  private void startJob(Ticket ticket, int slot, int cached) {
    running.add(ticket);
    ticket.job().events().accept(new GenerationEvent.Started(cached));
    var request = ticket.job().request();
    send(
        new Command.Generate(
            ticket.id(),
            slot,
            cached,
            request.prompt(),
            request.maxTokens(),
            SamplingJson.of(request)));
  }

  private void cancel(Ticket ticket) {
    if (admission.withdraw(ticket)) {
      ticket.job().events().accept(new GenerationEvent.Ended(EndReason.CANCELLED, 0));
    } else if (running.contains(ticket)) {
      send(new Command.Cancel(ticket.id()));
    }
  }

  private void send(Command command) {
    child.send(codec.encode(command));
  }

  /** Fails all that is in flight, and all that waits. */
  private void abandon(Supplier<ServllamaException> cause) {
    running.failAll(cause);
    calls.failAll();
    admission
        .withdrawAll()
        .forEach(ticket -> ticket.job().events().accept(new GenerationEvent.Failed(cause.get())));
  }

  /** Hears what becomes of the child. */
  private final class Child implements Supervisor.Client {

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
      try {
        hear(codec.decodeEvent(line));
      } catch (JsonProcessingException e) {
        log.debug("Not a frame: {}", line);
      }
    }

    @Override
    public boolean ended(ExitReport report, Duration again) {
      admission.shut();
      if (condition.phase() == Phase.FAILED) {
        abandon(JniEngine.this::unavailable);
        return false;
      }
      restarts++;
      String detail =
          "The engine's process ended (%s) and is being started again%s."
              .formatted(report.summary(), again.isZero() ? "" : " in " + again.toSeconds() + " s");
      condition = new Condition(Phase.RESTARTING, 0, detail);
      log.warn("{} The last that it said:\n{}", detail, report.tail());
      Supplier<ServllamaException> cause =
          () -> new EngineFailedException("The engine's process ended; please try again.");
      running.failAll(cause);
      calls.failAll();
      if (again.compareTo(LONGEST_WAIT) > 0) {
        abandon(JniEngine.this::unavailable);
      }
      return true;
    }

    private void hear(Event event) {
      if (event instanceof Event.Piece piece) {
        running.piece(piece);
      } else if (event instanceof Event.PromptRead read) {
        running.promptRead(read);
      } else if (event instanceof Event.End end) {
        running.end(end, admission);
      } else if (event instanceof Event.Tokens tokens) {
        calls.answer(tokens.id(), tokens);
      } else if (event instanceof Event.Text text) {
        calls.answer(text.id(), text);
      } else if (event instanceof Event.Fault fault) {
        running.fault(fault, admission);
      } else if (event instanceof Event.CallFailed failed) {
        calls.fail(failed.id(), failed.message());
      } else if (event instanceof Event.Loading loading) {
        condition = new Condition(condition.phase(), loading.fraction(), condition.detail());
      } else if (event instanceof Event.Ready) {
        condition = new Condition(Phase.READY, 1, "");
        admission.open();
      } else if (event instanceof Event.LoadFailed failed) {
        condition =
            new Condition(
                Phase.FAILED, 0, "llama.cpp cannot run this model: " + failed.message() + ".");
      }
    }
  }
}
