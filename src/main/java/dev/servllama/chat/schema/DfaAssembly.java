package dev.servllama.chat.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the states of an automaton as they are found, from the first on, and drops those from
 * which nothing is accepted.
 *
 * @param <S> what a state stands for while the automaton is built
 */
abstract class DfaAssembly<S> {
  /** Bounds the memory of an automaton whose characters fall into very many classes. */
  private static final int MAX_CELLS = 4_000_000;

  private final Map<S, Integer> numbers = new HashMap<>();
  private final Deque<S> open = new ArrayDeque<>();
  private final List<int[]> next = new ArrayList<>();
  private final List<Boolean> accepting = new ArrayList<>();

  private final Effort effort;

  DfaAssembly(Effort effort) {
    this.effort = effort;
  }

  /** The state behind one in each class of characters; null where there is none. */
  abstract List<S> successors(S state) throws RegexSyntaxException;

  abstract boolean accepts(S state);

  final Dfa assemble(S first, int[] starts) throws RegexSyntaxException {
    number(first);
    while (!open.isEmpty()) {
      S state = open.remove();
      if ((next.size() + 1L) * starts.length > MAX_CELLS) {
        throw new RegexSyntaxException("is too large for a grammar: too many character classes");
      }
      effort.spend(starts.length);
      int[] row = new int[starts.length];
      int i = 0;
      for (S successor : successors(state)) {
        row[i++] = successor == null ? Dfa.DEAD : number(successor);
      }
      next.add(row);
      accepting.add(accepts(state));
    }
    return trim(starts);
  }

  private int number(S state) throws RegexSyntaxException {
    Integer known = numbers.get(state);
    if (known != null) {
      return known;
    }
    if (numbers.size() >= Dfa.MAX_STATES) {
      throw new RegexSyntaxException(
          "is too large for a grammar: it needs more than " + Dfa.MAX_STATES + " states");
    }
    numbers.put(state, numbers.size());
    open.add(state);
    return numbers.size() - 1;
  }

  private Dfa trim(int[] starts) {
    boolean[] alive = alive();
    int[] renumbered = new int[next.size()];
    int count = 0;
    for (int state = 0; state < renumbered.length; state++) {
      renumbered[state] = alive[state] ? count++ : Dfa.DEAD;
    }
    if (!alive[0]) {
      return new Dfa(starts, new int[0][], new boolean[0]);
    }
    int[][] rows = new int[count][];
    boolean[] ends = new boolean[count];
    for (int state = 0; state < renumbered.length; state++) {
      if (alive[state]) {
        rows[renumbered[state]] =
            Arrays.stream(next.get(state)).map(t -> t < 0 ? t : renumbered[t]).toArray();
        ends[renumbered[state]] = accepting.get(state);
      }
    }
    return new Dfa(starts, rows, ends);
  }

  private boolean[] alive() {
    List<List<Integer>> sources = new ArrayList<>();
    next.forEach(row -> sources.add(new ArrayList<>()));
    for (int state = 0; state < next.size(); state++) {
      for (int target : next.get(state)) {
        if (target >= 0) {
          sources.get(target).add(state);
        }
      }
    }
    boolean[] alive = new boolean[next.size()];
    Deque<Integer> reached = new ArrayDeque<>();
    for (int state = 0; state < alive.length; state++) {
      if (accepting.get(state)) {
        alive[state] = true;
        reached.add(state);
      }
    }
    while (!reached.isEmpty()) {
      for (int source : sources.get(reached.remove())) {
        if (!alive[source]) {
          alive[source] = true;
          reached.add(source);
        }
      }
    }
    return alive;
  }
}
