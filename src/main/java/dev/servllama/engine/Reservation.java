package dev.servllama.engine;

import java.util.List;

/** Places taken in an engine for jobs that are still being prepared. Thread-safe. */
public interface Reservation extends AutoCloseable {

  /**
   * Hands in the jobs, which start as slots become free. Call it once, and not after {@link
   * #close}.
   *
   * @param jobs as many as places were taken
   * @return a handle for each job, in their order
   * @throws dev.servllama.error.UnavailableException if the model has gone meanwhile
   */
  List<Generation> start(List<Job> jobs);

  /** Gives the places back, unless the jobs have been handed in. */
  @Override
  void close();
}
