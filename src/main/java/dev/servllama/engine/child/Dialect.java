package dev.servllama.engine.child;

import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.process.ChildCommand;
import dev.servllama.engine.process.ChildProcess;
import dev.servllama.engine.process.ExitReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one speaks to a kind of child. What the child says goes to the {@link Desk} that the dialect
 * was opened with. Thread-safe; methods without an answer must not block.
 */
public interface Dialect {

  /** Makes a dialect for an engine. */
  interface Factory {
    /**
     * @param desk is told what the child says
     */
    Dialect open(Desk desk);
  }

  /** How the next child is started. */
  ChildCommand command();

  /** A child has started and is to load the model. */
  void started(ChildProcess child);

  /** A line from a child's standard output. */
  void line(ChildProcess child, String line);

  /** Asks the child for a sign of life, to be noted by {@link ChildProcess#heard}. */
  void beat(ChildProcess child);

  /** The child has ended; whoever still waits for an answer of it has waited in vain. */
  void ended();

  /** Gives back what the dialect itself holds; the child has ended, and there is no next. */
  void close();

  /**
   * Why a child that has ended is not worth another start; empty if it is.
   *
   * @param everReady whether it had loaded the model
   */
  Optional<String> hopeless(ExitReport report, boolean everReady);

  /** The id of the process that holds the model; empty where it is not known. */
  OptionalLong process();

  /**
   * Starts a generation, and with it its companions, which have the same prompt.
   *
   * @param slot which slot, from 0
   * @param cached how many tokens at the prompt's start that slot is thought to have read before
   */
  void generate(Ticket ticket, int slot, int cached);

  /** Ends a generation early. */
  void cancel(Ticket ticket);

  /** As {@link dev.servllama.engine.Engine#tokenize}; the child is ready. */
  int[] tokenize(List<String> texts);

  /** As {@link dev.servllama.engine.Engine#detokenize}; the child is ready. */
  String detokenize(int[] tokens);
}
