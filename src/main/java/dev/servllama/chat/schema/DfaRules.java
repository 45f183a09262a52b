package dev.servllama.chat.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes an automaton as right-linear rules: one for each state, each alternative beginning with
 * other characters, so that the engine has one path to follow and never goes back.
 */
final class DfaRules {
  private static final int MAX_INLINE_CLASS = 40;

  private final Grammar grammar;
  private final Map<CodePoints, String> sets = new HashMap<>();

  DfaRules(Grammar grammar) {
    this.grammar = grammar;
  }

  /** The rule for a JSON string whose value the automaton accepts. */
  String string(String prefix, Dfa dfa) {
    String name = grammar.fresh(prefix);
    String body = new Writer(dfa, name, true).write();
    return grammar.add(name, "\"\\\"\" " + body);
  }

  /** The rule for JSON text that the automaton accepts as it stands. */
  String text(String prefix, Dfa dfa) {
    String name = grammar.fresh(prefix);
    return grammar.add(name, new Writer(dfa, name, false).write());
  }

  /** What matches one character of the set inside a JSON string. */
  private String stringCharacter(CodePoints set) {
    return sets.computeIfAbsent(
        set,
        s -> {
          List<String> pieces = pieces(s);
          String body = String.join(" | ", pieces);
          return pieces.size() == 1 && body.length() <= MAX_INLINE_CLASS
              ? body
              : grammar.add(grammar.fresh("chars"), body);
        });
  }

  private static List<String> pieces(CodePoints set) {
    List<String> pieces = new ArrayList<>();
    CodePoints plain = set.intersection(JsonText.PLAIN);
    if (!plain.isEmpty()) {
      pieces.add(Terminals.characterClass(plain));
    }
    Map<String, CodePoints> escapes = new TreeMap<>();
    for (int c = 0; c <= '\\'; c++) {
      if (set.contains(c) && !JsonText.PLAIN.contains(c)) {
        String escape = JsonText.escaped(c);
        int last = escape.length() - 1;
        escapes.merge(
            escape.substring(0, last), CodePoints.of(escape.charAt(last)), CodePoints::union);
      }
    }
    escapes.forEach(
        (head, tails) ->
            pieces.add(Terminals.literal(head) + " " + Terminals.characterClass(tails)));
    return pieces;
  }

  /** Writes one automaton; states that only one literal passes through get no rule of their own. */
  private final class Writer {
    private final Dfa dfa;
    private final String prefix;
    private final boolean inString;
    private final List<Map<Integer, CodePoints>> moves = new ArrayList<>();
    private final int[] sources;
    private final Deque<Integer> open = new ArrayDeque<>();
    private final Set<Integer> known = new LinkedHashSet<>();

    Writer(Dfa dfa, String prefix, boolean inString) {
      this.dfa = dfa;
      this.prefix = prefix;
      this.inString = inString;
      this.sources = new int[dfa.next().length];
      for (int state = 0; state < sources.length; state++) {
        moves.add(dfa.moves(state));
        moves.get(state).keySet().forEach(target -> sources[target]++);
      }
    }

    String write() {
      String first = reference(0);
      while (!open.isEmpty()) {
        int state = open.remove();
        grammar.add(name(state), alternatives(state));
      }
      return first;
    }

    private String name(int state) {
      return prefix + "-" + state;
    }

    private String reference(int state) {
      if (known.add(state)) {
        open.add(state);
      }
      return name(state);
    }

    private String alternatives(int state) {
      List<String> alternatives = new ArrayList<>();
      if (dfa.accepting()[state]) {
        alternatives.add(inString ? "\"\\\"\"" : Terminals.EMPTY);
      }
      moves.get(state).forEach((target, set) -> alternatives.add(move(set, target)));
      return String.join(" | ", alternatives);
    }

    private String move(CodePoints set, int target) {
      StringBuilder literal = new StringBuilder();
      CodePoints step = set;
      int state = target;
      while (isSingle(step)) {
        int c = step.bounds()[0];
        literal.append(inString ? JsonText.escaped(c) : Character.toString(c));
        Map<Integer, CodePoints> onward = moves.get(state);
        boolean chained =
            !dfa.accepting()[state]
                && sources[state] == 1
                && onward.size() == 1
                && isSingle(onward.values().iterator().next());
        if (!chained) {
          return Terminals.literal(literal.toString()) + follow(state);
        }
        step = onward.values().iterator().next();
        state = onward.keySet().iterator().next();
      }
      String character = inString ? stringCharacter(step) : Terminals.characterClass(step);
      return character + follow(state);
    }

    private String follow(int state) {
      return " " + reference(state);
    }

    private static boolean isSingle(CodePoints set) {
      return set.bounds().length == 2 && set.bounds()[1] - set.bounds()[0] == 1;
    }
  }
}
