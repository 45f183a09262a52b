package dev.servllama.chat.schema;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Makes an automaton deterministic: each of its states is a set of states of the other. */
final class SubsetConstruction extends DfaAssembly<BitSet> {
  private final Nfa nfa;
  private final BitSet universal;
  private final int[] starts;
  private final Map<CodePoints, int[]> classes = new HashMap<>();
  private final Effort effort;

  SubsetConstruction(Nfa nfa, Effort effort) throws RegexSyntaxException {
    super(effort);
    effort.spend(nfa.size());
    this.effort = effort;
    this.nfa = nfa;
    this.universal = nfa.universal();
    TreeSet<Integer> bounds = new TreeSet<>(List.of(0));
    for (int state = 0; state < nfa.size(); state++) {
      for (Nfa.Step step : nfa.steps(state)) {
        for (int bound : step.set().bounds()) {
          bounds.add(bound);
        }
      }
    }
    this.starts = bounds.stream().mapToInt(Integer::intValue).toArray();
  }

  Dfa build() throws RegexSyntaxException {
    return assemble(settle(Nfa.single(0)), starts);
  }

  @Override
  List<BitSet> successors(BitSet states) throws RegexSyntaxException {
    Map<Integer, BitSet> targets = new HashMap<>();
    for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
      for (Nfa.Step step : nfa.steps(state)) {
        for (int index : classes.computeIfAbsent(step.set(), this::classesIn)) {
          targets.computeIfAbsent(index, i -> new BitSet()).set(step.target());
        }
      }
    }
    Map<BitSet, BitSet> settled = new HashMap<>();
    List<BitSet> successors = new ArrayList<>(starts.length);
    for (int index = 0; index < starts.length; index++) {
      BitSet target = targets.get(index);
      if (target == null) {
        successors.add(null);
        continue;
      }
      BitSet known = settled.get(target);
      if (known == null) {
        known = settle((BitSet) target.clone());
        settled.put(target, known);
      }
      successors.add(known);
    }
    return successors;
  }

  @Override
  boolean accepts(BitSet states) {
    return nfa.accepts(states);
  }

  private BitSet settle(BitSet states) throws RegexSyntaxException {
    BitSet closed = nfa.close(states);
    effort.spend(2L * closed.cardinality() + closed.length() / 64);
    // Whatever else is still possible no longer matters once everything is accepted.
    return closed.intersects(universal) ? nfa.close(Nfa.single(firstCommon(closed))) : closed;
  }

  private int firstCommon(BitSet states) {
    BitSet common = (BitSet) states.clone();
    common.and(universal);
    return common.nextSetBit(0);
  }

  private int[] classesIn(CodePoints set) {
    List<Integer> found = new ArrayList<>();
    for (int index = 0; index < starts.length; index++) {
      if (set.contains(starts[index])) {
        found.add(index);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }
}
