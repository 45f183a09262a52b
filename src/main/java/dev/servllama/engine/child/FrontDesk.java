package dev.servllama.engine.child;

import dev.servllama.engine.Admission;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.TokenLogprob;
import java.util.List;

/** Passes on what the child says to whom it concerns. Thread-safe. */
final class FrontDesk implements Desk {
  private final EngineHealth health;
  private final Admission admission;
  private final RunningJobs running;

  FrontDesk(EngineHealth health, Admission admission, RunningJobs running) {
    this.health = health;
    this.admission = admission;
    this.running = running;
  }

  @Override
  public void loading(double fraction) {
    health.loading(fraction);
  }

  @Override
  public void ready() {
    health.ready();
    admission.open();
  }

  @Override
  public void loadFailed(String why) {
    health.failed("llama.cpp cannot run this model: " + why + ".");
  }

  @Override
  public void begun(long id, int cached) {
    running.tell(id, new GenerationEvent.Started(cached));
  }

  @Override
  public void promptRead(long id, int tokens) {
    running.tell(id, new GenerationEvent.PromptRead(tokens));
  }

  @Override
  public void piece(long id, String text, int tokens, List<TokenLogprob> logprobs) {
    running.tell(id, new GenerationEvent.Piece(text, tokens, logprobs));
  }

  @Override
  public void end(long id, EndReason reason, int tokens) {
    running.end(id, reason, tokens, admission);
  }

  @Override
  public void fault(long id, String message) {
    running.fault(id, message, admission);
  }
}
