package dev.servllama.chat.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What a parser knows of the statements around the one it is in. */
final class ParserContext {
  private static final Set<String> MACRO_EXTRAS = Set.of("varargs", "kwargs", "caller");

  /** A filter or test that does not exist, and where it is named. */
  private record Unknown(String message, Token token) {}

  private final Deque<Set<String>> macros = new ArrayDeque<>();
  private final List<Unknown> unknown = new ArrayList<>();
  private boolean soft;
  private int loops;
  private int allLoops;

  /**
   * Takes note of a filter or test that does not exist. Within an {@code if}, statement or
   * expression, that matters to jinja2 only once it is reached.
   */
  void unknown(String message, Token token) {
    if (!soft) {
      unknown.add(new Unknown(message, token));
    }
  }

  /** The failures noted so far, for {@link #forgetSince}. */
  int mark() {
    return unknown.size();
  }

  void forgetSince(int mark) {
    unknown.subList(mark, unknown.size()).clear();
  }

  void failOnUnknown(TokenStream stream) {
    if (!unknown.isEmpty()) {
      throw stream.failure(unknown.get(0).message(), unknown.get(0).token());
    }
  }

  /** Parses something with another softness. */
  <T> T withSoft(boolean value, Supplier<T> parse) {
    boolean before = soft;
    soft = value;
    T result = parse.get();
    soft = before;
    return result;
  }

  boolean inLoop() {
    return loops > 0;
  }

  /** Whether a loop is around, even with a macro in between. */
  boolean withinLoop() {
    return allLoops > 0;
  }

  /** Parses the body of a loop. */
  <T> T inLoop(Supplier<T> parse) {
    loops++;
    allLoops++;
    T result = withSoft(false, parse);
    loops--;
    allLoops--;
    return result;
  }

  /** Parses the body of a macro, where loops around it cannot be left. */
  <T> T inMacro(Set<String> extras, Supplier<T> parse) {
    int before = loops;
    loops = 0;
    macros.push(extras);
    T result = withSoft(false, parse);
    macros.pop();
    loops = before;
    return result;
  }

  /** Takes note of a name, in case it makes the macros around it take more arguments. */
  void mention(String name) {
    if (MACRO_EXTRAS.contains(name)) {
      macros.forEach(extras -> extras.add(name));
    }
  }

  static Set<String> noExtras() {
    return new HashSet<>();
  }
}
