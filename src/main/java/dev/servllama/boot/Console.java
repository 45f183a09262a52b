package dev.servllama.boot;

import dev.servllama.config.Settings;
import dev.servllama.http.ServerInfo;
import jakarta.servlet.ServletContext;
import java.io.PrintStream;
import java.util.Optional;

/** What the person who starts the server sees. Thread-safe: lines are printed whole. */
final class Console {
  /** Where the launcher says which address it serves this web application at. */
  private static final String ADDRESS = "dev.servllama.address";

  private static final int BAR = 30;

  private final PrintStream out;
  private final String address;
  private int lastPercent = -1;

  private Console(PrintStream out, String address) {
    this.out = out;
    this.address = address;
  }

  static Console of(ServletContext context, Settings settings) {
    Object known = context.getAttribute(ADDRESS);
    String address = known instanceof String given ? given : null;
    return new Console(System.out, address);
  }

  void welcome(ServerInfo info, Optional<String> ownKey) {
    out.printf("%nservllama %s%n", info.version());
    if (address != null) {
      // Behind '#', a key never reaches a server's or a proxy's log.
      out.printf("  chat      %schat%s%n", address, ownKey.map(key -> "#key=" + key).orElse(""));
      out.printf("  API       %sv1%n", address);
      out.printf("  health    %shealth%n", address);
    }
    ownKey.ifPresent(key -> out.printf("  API key   %s%n", key));
    out.println();
  }

  void line(String text) {
    out.println(text);
  }

  /** A progress bar: drawn over itself on a terminal, a line at each tenth elsewhere. */
  synchronized void progress(String what, double fraction) {
    int percent = (int) (fraction * 100);
    boolean terminal = System.console() != null;
    if (percent == lastPercent || (!terminal && percent / 10 == lastPercent / 10)) {
      return;
    }
    lastPercent = percent;
    int full = percent * BAR / 100;
    String bar = "█".repeat(full) + "░".repeat(BAR - full);
    out.printf(terminal ? "\r%s %s %3d %%" : "%s %s %3d %%%n", what, bar, percent);
    if (terminal && percent >= 100) {
      out.println();
    }
    out.flush();
  }
}
