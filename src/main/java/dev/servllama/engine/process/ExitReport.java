package dev.servllama.engine.process;

/**
 * How a child ended.
 *
 * @param code its exit code; 128 and the signal's number where a signal ended it
 * @param tail the last lines of its standard error
 */
public record ExitReport(int code, String tail) {
  private static final int SIGNALLED = 128;

  /** The way it ended, for a person: {@code signal 9} or {@code exit code 1}. */
  public String summary() {
    return code > SIGNALLED ? "signal " + (code - SIGNALLED) : "exit code " + code;
  }
}
