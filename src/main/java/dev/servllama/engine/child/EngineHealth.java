package dev.servllama.engine.child;

import dev.servllama.engine.Admission;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.error.UnavailableException;
import java.time.Duration;

/** How it stands with the engine. Thread-safe. */
final class EngineHealth {
  private static final Duration SOON = Duration.ofSeconds(1);

  private Phase phase = Phase.LOADING;
  private double progress;
  private String detail = "The model is loading.";
  private int restarts;
  private boolean everReady;

  synchronized void loading(double fraction) {
    progress = fraction;
  }

  synchronized void ready() {
    everReady = true;
    enter(Phase.READY, "");
  }

  synchronized void restarting(String why) {
    restarts++;
    enter(Phase.RESTARTING, why);
  }

  synchronized void failed(String why) {
    enter(Phase.FAILED, why);
  }

  synchronized void closed() {
    enter(Phase.CLOSED, "The server is stopping.");
  }

  /** Whether the model has been loaded at least once. */
  synchronized boolean everReady() {
    return everReady;
  }

  synchronized boolean hasFailed() {
    return phase == Phase.FAILED;
  }

  synchronized EngineStatus status(Admission admission) {
    return new EngineStatus(
        phase,
        progress,
        detail,
        admission.slots(),
        admission.busy(),
        admission.waiting(),
        restarts);
  }

  /**
   * @throws UnavailableException unless requests are answered
   */
  synchronized void requireReady() {
    if (phase != Phase.READY) {
      throw unavailable();
    }
  }

  /** Why requests are not answered. */
  synchronized UnavailableException unavailable() {
    boolean soon = phase == Phase.LOADING || phase == Phase.RESTARTING;
    return new UnavailableException(detail, soon ? SOON : null);
  }

  private void enter(Phase next, String why) {
    // Nothing comes after the end, however late its child is heard.
    if (phase != Phase.CLOSED) {
      phase = next;
      detail = why;
      progress = next == Phase.READY ? 1 : 0;
    }
  }
}
