package dev.servllama.engine.llamaserver;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.child.Desk;
import dev.servllama.engine.child.Dialect;
import dev.servllama.engine.http.CallThreads;
import dev.servllama.engine.process.ChildCommand;
import dev.servllama.engine.process.ChildProcess;
import dev.servllama.engine.process.ExitReport;
import dev.servllama.engine.process.guard.Guard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests to a llama-server, each on a connection of its own. Thread-safe. */
final class HttpDialect implements Dialect {
  private static final Logger log = LoggerFactory.getLogger(HttpDialect.class);

  /** How long a process may take to end after its connections have. */
  private static final Duration DYING = Duration.ofSeconds(3);

  private static final int SIGNALLED = 128;

  /** Lets llama-server choose among those that are free. */
  private static final int ANY_SLOT = -1;

  private final LlamaServerSettings settings;
  private final Path folder;
  private final Desk desk;
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<Long, CompletionRun> running = new ConcurrentHashMap<>();
  private final CallThreads threads = new CallThreads("llama-server");
  private int starts;
  private volatile Endpoint endpoint;
  private volatile ChildProcess child;
  private volatile ProcessHandle program;
  private volatile HealthProbe probe;

  HttpDialect(LlamaServerSettings settings, Path folder, Desk desk) {
    this.settings = settings;
    this.folder = folder;
    this.desk = desk;
  }

  @Override
  public ChildCommand command() {
    endpoint = Endpoint.choose(folder, ++starts);
    return ServerCommand.of(settings, endpoint, folder);
  }

  @Override
  public void started(ChildProcess started) {
    child = started;
    probe = new HealthProbe(endpoint, started, desk::ready, threads);
    probe.watchLoading();
  }

  @Override
  public void line(ChildProcess from, String line) {
    if (line.startsWith(Guard.PID)) {
      long pid = Long.parseLong(line.substring(Guard.PID.length()));
      program = ProcessHandle.of(pid).orElse(null);
    }
  }

  @Override
  public void beat(ChildProcess to) {
    probe.beat();
  }

  @Override
  public void ended() {
    // It outlives a guard that was killed.
    ProcessHandle orphan = program;
    if (orphan != null) {
      orphan.destroyForcibly();
    }
    Set.copyOf(running.values()).forEach(CompletionRun::cancel);
  }

  @Override
  public void close() {
    ended();
    threads.close();
  }

  @Override
  public Optional<String> hopeless(ExitReport report, boolean everReady) {
    boolean ownWill = report.code() <= SIGNALLED && !everReady;
    // Somebody took the port in between.
    boolean portTaken = report.tail().contains("bind");
    return ownWill && !portTaken
        ? Optional.of(
            "%s cannot run this model: %s"
                .formatted(settings.program().getFileName(), LoadFailure.in(report.tail())))
        : Optional.empty();
  }

  @Override
  public OptionalLong process() {
    ProcessHandle now = program;
    return now == null ? OptionalLong.empty() : OptionalLong.of(now.pid());
  }

  @Override
  public void generate(Ticket ticket, int slot, int cached) {
    boolean unsure = running.values().stream().anyMatch(CompletionRun::elsewhere);
    CompletionRun run = new CompletionRun(mapper, desk, ticket, unsure ? ANY_SLOT : slot, cached);
    run.ids().forEach(id -> running.put(id, run));
    ChildProcess in = child;
    Endpoint at = endpoint;
    threads.execute(() -> run(run, in, at));
  }

  @Override
  public void cancel(Ticket ticket) {
    CompletionRun run = running.get(ticket.id());
    if (run != null) {
      run.cancel(ticket.id());
    }
  }

  @Override
  public int[] tokenize(List<String> texts) {
    return new TextCalls(endpoint, mapper).tokenize(texts);
  }

  @Override
  public String detokenize(int[] tokens) {
    return new TextCalls(endpoint, mapper).detokenize(tokens);
  }

  private void run(CompletionRun run, ChildProcess in, Endpoint at) {
    try {
      run.run(at);
    } catch (IOException e) {
      failUnlessItDies(run, in, e);
    } finally {
      run.ids().forEach(running::remove);
    }
  }

  /**
   * A connection breaks before the end of the process is seen; then the process's end fails the
   * job, and its slot must not be taken for free before.
   */
  private void failUnlessItDies(CompletionRun run, ChildProcess in, IOException cause) {
    try {
      if (!in.waitFor(DYING)) {
        log.debug("A connection to llama-server broke", cause);
        run.fail("its connection broke.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
