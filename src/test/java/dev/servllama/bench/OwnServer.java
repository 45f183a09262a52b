package dev.servllama.bench;

import java.util.Optional;

/**
 * A target whose process is known, so that its processor time can be told.
 *
 * @param process the server's, without its engine, which is a process of its own
 */
record OwnServer(Target target, ProcessHandle process) implements Target {
  @Override
  public String name() {
    return target.name();
  }

  @Override
  public Sample stream(String question, int tokens) throws Exception {
    return target.stream(question, tokens);
  }

  @Override
  public Optional<ProcessHandle> aboveTheEngine() {
    return Optional.of(process);
  }

  @Override
  public void close() {
    target.close();
  }
}
