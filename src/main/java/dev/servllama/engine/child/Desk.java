package dev.servllama.engine.child;

import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.TokenLogprob;
import java.util.List;

/** Where a {@link Dialect} reports what its child says. Thread-safe. */
public interface Desk {

  /**
   * The model is being read.
   *
   * @param fraction 0 to 1
   */
  void loading(double fraction);

  /** The model is loaded and all slots are free. */
  void ready();

  /** The model cannot be loaded; the child ends after this and is not started again. */
  void loadFailed(String why);

  /**
   * A generation has begun; said once, before anything else of it.
   *
   * @param cached tokens of its prompt that had been read before
   */
  void begun(long id, int cached);

  /**
   * A part of a prompt has been read.
   *
   * @param tokens so far, those known from before included
   */
  void promptRead(long id, int tokens);

  /**
   * Text was generated.
   *
   * @param tokens how many tokens it is made of
   * @param logprobs how likely they were, where that was asked for
   */
  void piece(long id, String text, int tokens, List<TokenLogprob> logprobs);

  /**
   * A generation is over and its slot free.
   *
   * @param tokens how many were generated, without an end token
   */
  void end(long id, EndReason reason, int tokens);

  /** A generation failed, and its slot is free. */
  void fault(long id, String message);
}
