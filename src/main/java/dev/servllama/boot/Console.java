package dev.servllama.boot;

import dev.servllama.chat.template.TemplateCapabilities;
import dev.servllama.config.Settings;
import dev.servllama.engine.EngineInfo;
import dev.servllama.http.ServerInfo;
import dev.servllama.models.pull.PullProgress;
import jakarta.servlet.ServletContext;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;

/** What the person who starts the server sees. Thread-safe: lines are printed whole. */
final class Console {
  private static final int BAR = 30;
  private static final double MEGABYTE = 1e6;

  private final PrintStream out;
  private final boolean terminal;
  private final Optional<String> address;
  private int lastPercent = -1;

  private Console(PrintStream out, boolean terminal, Optional<String> address) {
    this.out = out;
    this.terminal = terminal;
    this.address = address;
  }

  /** The console of this process. */
  static Console of(ServletContext context, Settings.Server settings) {
    return new Console(System.out, System.console() != null, Address.of(context, settings));
  }

  /**
   * The first lines.
   *
   * @param ownKey the key that was made because none was given
   */
  synchronized void welcome(ServerInfo info, Optional<String> ownKey) {
    out.printf("%nservllama %s%n", info.version());
    address.ifPresent(
        base -> {
          // Behind '#', a key never reaches a server's or a proxy's log.
          out.printf("  chat      %schat%s%n", base, ownKey.map(key -> "#key=" + key).orElse(""));
          out.printf("  API       %sv1%n", base);
          out.printf("  health    %shealth%n", base);
        });
    ownKey.ifPresent(key -> out.printf("  API key   %s%n", key));
  }

  synchronized void line(String text) {
    out.println(text);
  }

  /** Which engine runs, and why. */
  void engine(EngineInfo engine) {
    line("  engine    %s, %s: %s".formatted(engine.kind(), engine.version(), engine.reason()));
  }

  /** What conversations the model's template takes. */
  void template(TemplateCapabilities can) {
    StringJoiner all = new StringJoiner(", ");
    all.add(can.systemMessage() ? "system messages" : "no system messages");
    if (can.tools()) {
      all.add("tools");
    }
    if (can.thinking()) {
      all.add("thinking on and off");
    }
    line("  template  " + all);
  }

  /** A progress bar with bytes, speed and the time left. */
  void pulling(PullProgress progress) {
    double fraction = (double) progress.bytesDone() / progress.bytesTotal();
    String left = progress.timeLeft().map(Console::clock).orElse("--:--");
    progress(
        "  pulling",
        fraction,
        "%.1f of %.1f MB, %.1f MB/s, %s left, from %s"
            .formatted(
                progress.bytesDone() / MEGABYTE,
                progress.bytesTotal() / MEGABYTE,
                progress.bytesPerSecond() / MEGABYTE,
                left,
                progress.source()));
  }

  /** A progress bar: drawn over itself on a terminal, a line at each tenth elsewhere. */
  synchronized void progress(String what, double fraction, String more) {
    int percent = (int) Math.floor(fraction * 100);
    int step = terminal ? 1 : 10;
    boolean first = lastPercent < 0 || percent < lastPercent;
    if (!first && percent / step == lastPercent / step && !(terminal && !more.isEmpty())) {
      return;
    }
    lastPercent = percent;
    int full = percent * BAR / 100;
    String bar = "#".repeat(full) + ".".repeat(BAR - full);
    out.printf("%s%-9s [%s] %3d %% %s", terminal ? "\r" : "", what, bar, percent, more);
    if (!terminal || percent >= 100) {
      out.println();
    }
    out.flush();
  }

  private static String clock(Duration left) {
    return "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
  }
}
