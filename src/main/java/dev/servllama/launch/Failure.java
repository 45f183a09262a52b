package dev.servllama.launch;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Turns what stopped the start into the text for the console. */
final class Failure {
  private Failure() {}

  /**
   * The message alone where one of this project's own exceptions says what is wrong, whichever
   * class loader it comes from; the whole stack trace where nobody foresaw the failure.
   */
  static String describe(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getName().startsWith("dev.servllama.") && cause.getMessage() != null) {
        return cause.getMessage();
      }
    }
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return "servllama could not start: " + text;
  }
}
