package dev.servllama.http;

import dev.servllama.chat.TokenUsage;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each request that has ended, to the logger {@code servllama.access}. It holds no key
 * and no query, and its body only where that is asked for. Thread-safe.
 */
public final class AccessLog {
  private static final Logger log = LoggerFactory.getLogger("servllama.access");
  private static final int LONGEST = 512;

  private final boolean bodies;

  /**
   * @param bodies whether the bodies of requests are logged as well
   */
  public AccessLog(boolean bodies) {
    this.bodies = bodies;
  }

  boolean wantsBodies() {
    return bodies;
  }

  void ended(String method, String path, int status, RequestTrace trace) {
    log.info("{}", line(method, path, status, trace));
  }

  static String line(String method, String path, int status, RequestTrace trace) {
    return "%s %s %d %dms prompt_tokens=%s completion_tokens=%s key=%s id=%s%s%s"
        .formatted(
            plain(method),
            plain(path),
            status,
            trace.age().toMillis(),
            trace.usage().map(TokenUsage::prompt).map(String::valueOf).orElse("-"),
            trace.usage().map(TokenUsage::completion).map(String::valueOf).orElse("-"),
            plain(trace.key().orElse("-")),
            trace.id(),
            trace.clientGone() ? " client=gone" : "",
            // The last of all: it may hold blanks.
            trace.body().map(body -> " body=" + body).orElse(""));
  }

  /** What a client sends must neither begin a new line nor look like another field. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (c > ' ' && c < 0x7f && c != '\\') {
                plain.append((char) c);
              } else {
                plain.append(String.format(Locale.ROOT, "\\u{%x}", c));
              }
            });
    return text.codePointCount(0, text.length()) > LONGEST ? plain + "..." : plain.toString();
  }
}
