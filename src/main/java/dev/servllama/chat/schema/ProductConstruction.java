package dev.servllama.chat.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Runs two automata side by side: for their intersection or their difference. */
final class ProductConstruction extends DfaAssembly<ProductConstruction.Pair> {
  /** The states of both; the second may be dead in a difference. */
  record Pair(int left, int right) {}

  private final Dfa left;
  private final Dfa right;
  private final boolean both;
  private final int[] starts;

  ProductConstruction(Dfa left, Dfa right, boolean both, Effort effort) {
    super(effort);
    this.left = left;
    this.right = right;
    this.both = both;
    this.starts =
        IntStream.concat(IntStream.of(left.starts()), IntStream.of(right.starts()))
            .sorted()
            .distinct()
            .toArray();
  }

  Dfa build() throws RegexSyntaxException {
    if (left.isEmpty() || (both && right.isEmpty())) {
      return new Dfa(starts, new int[0][], new boolean[0]);
    }
    return assemble(new Pair(0, right.isEmpty() ? Dfa.DEAD : 0), starts);
  }

  @Override
  List<Pair> successors(Pair state) {
    List<Pair> successors = new ArrayList<>(starts.length);
    for (int start : starts) {
      int nextLeft = left.next()[state.left()][left.classOf(start)];
      int nextRight =
          state.right() == Dfa.DEAD ? Dfa.DEAD : right.next()[state.right()][right.classOf(start)];
      boolean none = nextLeft == Dfa.DEAD || (both && nextRight == Dfa.DEAD);
      successors.add(none ? null : new Pair(nextLeft, nextRight));
    }
    return successors;
  }

  @Override
  boolean accepts(Pair state) {
    boolean accepted = state.right() != Dfa.DEAD && right.accepting()[state.right()];
    return left.accepting()[state.left()] && accepted == both;
  }
}
