package dev.servllama.engine.jni.worker;

import de.kherud.llama.LogLevel;
import java.util.function.BiConsumer;
import java.util.function.DoubleConsumer;

/**
 * llama.cpp's log: passed on to standard error, whose tail the parent keeps for messages. While a
 * model is read it prints a dot for each hundredth, which is the only progress that it gives.
 */
final class LoadLog implements BiConsumer<LogLevel, String> {
  private static final int DOTS = 100;

  private final DoubleConsumer progress;
  private int dots;

  LoadLog(DoubleConsumer progress) {
    this.progress = progress;
  }

  @Override
  public synchronized void accept(LogLevel level, String text) {
    if (".".equals(text) && dots < DOTS) {
      dots++;
      progress.accept((double) dots / DOTS);
      return;
    }
    System.err.print(text);
  }
}
