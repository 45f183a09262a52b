package dev.servllama.engine;

import java.time.Duration;
import java.util.List;

/** Places taken in an engine for jobs that are still being prepared. Thread-safe. */
public interface Reservation extends AutoCloseable {

  /**
   * Waits until the engine has loaded its model; to be done before tokens are asked for.
   *
   * @param patience how long to wait at most
   * @return false if it has not in that time
   * @throws dev.servllama.error.UnavailableException if it cannot load it, with the reason
   * @throws java.util.concurrent.CancellationException if the places are given back meanwhile
   */
  default boolean await(Duration patience) throws InterruptedException {
    return true;
  }

  /**
   * Hands in the jobs, which start as slots become free. Call it once.
   *
   * @param jobs as many as places were taken
   * @return a handle for each job, in their order
   * @throws dev.servllama.error.UnavailableException if the model has gone meanwhile
   * @throws java.util.concurrent.CancellationException if they have been given back: whoever asked
   *     has gone
   */
  List<Generation> start(List<Job> jobs);

  /** Gives the places back, unless the jobs have been handed in. */
  @Override
  void close();
}
