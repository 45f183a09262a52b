package dev.servllama.chat.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A deterministic automaton over Unicode text in which every state can still reach acceptance.
 *
 * @param starts the first character of each class of characters; the last class is open to the end
 * @param next the state that follows, by state and class; {@link #DEAD} where there is none
 * @param accepting whether the text may end in a state; state 0 is the first
 */
record Dfa(int[] starts, int[][] next, boolean[] accepting) {
  static final int DEAD = -1;

  /** The most states that any automaton may have: each becomes a rule of the grammar. */
  static final int MAX_STATES = 4_000;

  static Dfa of(Regex regex, Effort effort) throws RegexSyntaxException {
    return new SubsetConstruction(new Nfa(regex), effort).build();
  }

  /** The texts that both accept. */
  Dfa and(Dfa other, Effort effort) throws RegexSyntaxException {
    return new ProductConstruction(this, other, true, effort).build();
  }

  /** The texts that this one accepts and the other does not. */
  Dfa without(Dfa other, Effort effort) throws RegexSyntaxException {
    return new ProductConstruction(this, other, false, effort).build();
  }

  /** Decimal integers, signed or not, that are multiples of a positive number. */
  static Dfa multiplesOf(int divisor) {
    int[] starts = {0, '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':'};
    int[][] next = new int[divisor + 1][starts.length];
    boolean[] accepting = new boolean[divisor + 1];
    for (int state = 0; state <= divisor; state++) {
      Arrays.fill(next[state], DEAD);
      int remainder = Math.max(state - 1, 0);
      for (int digit = 0; digit < 10; digit++) {
        next[state][3 + digit] = (remainder * 10 + digit) % divisor + 1;
      }
    }
    next[0][1] = 0;
    accepting[1] = true;
    return new Dfa(starts, next, accepting);
  }

  boolean isEmpty() {
    return next.length == 0;
  }

  boolean matches(String text) {
    int state = isEmpty() ? DEAD : 0;
    for (int i = 0; i < text.length() && state != DEAD; ) {
      int c = text.codePointAt(i);
      state = next[state][classOf(c)];
      i += Character.charCount(c);
    }
    return state != DEAD && accepting[state];
  }

  int classOf(int codePoint) {
    int at = Arrays.binarySearch(starts, codePoint);
    return at >= 0 ? at : -at - 2;
  }

  /** The characters that lead from a state to each of the states behind it. */
  Map<Integer, CodePoints> moves(int state) {
    Map<Integer, List<Integer>> bounds = new TreeMap<>();
    for (int i = 0; i < starts.length; i++) {
      int target = next[state][i];
      if (target == DEAD) {
        continue;
      }
      List<Integer> intervals = bounds.computeIfAbsent(target, t -> new ArrayList<>());
      if (!intervals.isEmpty() && intervals.get(intervals.size() - 1) == starts[i]) {
        intervals.remove(intervals.size() - 1);
      } else {
        intervals.add(starts[i]);
      }
      intervals.add(i + 1 < starts.length ? starts[i + 1] : Character.MAX_CODE_POINT + 1);
    }
    Map<Integer, CodePoints> moves = new TreeMap<>();
    bounds.forEach(
        (target, intervals) ->
            moves.put(
                target, new CodePoints(intervals.stream().mapToInt(Integer::intValue).toArray())));
    return moves;
  }
}
