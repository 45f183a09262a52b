package dev.servllama.engine.child;

import dev.servllama.engine.Admission;
import dev.servllama.engine.process.ChildProcess;
import dev.servllama.engine.process.ExitReport;
import dev.servllama.engine.process.Supervisor;
import dev.servllama.error.EngineFailedException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what becomes of the child, and sees to it that nobody waits for a dead one. */
final class ChildWatch implements Supervisor.Client {
  private static final Logger log = LoggerFactory.getLogger(ChildWatch.class);

  /** So many processes in a row may die while they load the model; no next one would do better. */
  private static final int LOADS_TRIED = 3;

  /** A restart that is further away than this is not worth waiting for. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Dialect dialect;
  private final EngineHealth health;
  private final Admission admission;
  private final RunningJobs running;
  private final Runnable failWaiting;
  private int failedLoads;

  ChildWatch(
      Dialect dialect,
      EngineHealth health,
      Admission admission,
      RunningJobs running,
      Runnable failWaiting) {
    this.dialect = dialect;
    this.health = health;
    this.admission = admission;
    this.running = running;
    this.failWaiting = failWaiting;
  }

  @Override
  public void started(ChildProcess child) {
    dialect.started(child);
  }

  @Override
  public void line(ChildProcess child, String line) {
    dialect.line(child, line);
  }

  @Override
  public boolean ended(ExitReport report, Duration again) {
    admission.shut();
    boolean restart = canGoOn(report);
    if (restart) {
      String wait = again.isZero() ? "" : " in " + again.toSeconds() + " s";
      health.restarting(
          "The engine's process ended (%s) and is being started again%s."
              .formatted(report.summary(), wait));
    }
    log.warn("The engine's process ended ({}). It last said:\n{}", report.summary(), report.tail());
    running.failAll(
        () -> new EngineFailedException("The engine's process ended; please try again."));
    dialect.ended();
    if (!restart || again.compareTo(LONGEST_WAIT) > 0) {
      failWaiting.run();
    }
    return restart;
  }

  private boolean canGoOn(ExitReport report) {
    if (health.hasFailed()) {
      return false;
    }
    Optional<String> hopeless =
        dialect.hopeless(report, health.everReady()).or(() -> triedOften(report));
    hopeless.ifPresent(health::failed);
    return hopeless.isEmpty();
  }

  /**
   * A crash may be another's fault, such as a process that took the memory; not time after time.
   */
  private Optional<String> triedOften(ExitReport report) {
    if (health.everReady() || ++failedLoads < LOADS_TRIED) {
      return Optional.empty();
    }
    return Optional.of(
        ("The model cannot be loaded: the engine's process died of it %d times, the last time with"
                + " %s.")
            .formatted(failedLoads, report.summary()));
  }
}
