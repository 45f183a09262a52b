package dev.servllama.chat.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** A nondeterministic automaton, built once from an expression by Thompson's construction. */
final class Nfa {
  /** A step that consumes one character of the set. */
  record Step(CodePoints set, int target) {}

  private static final int MAX_STATES = 20_000;

  private final List<List<Step>> steps = new ArrayList<>();
  private final List<List<Integer>> jumps = new ArrayList<>();
  private final int accept;

  Nfa(Regex regex) throws RegexSyntaxException {
    this.accept = append(regex, addState());
  }

  int size() {
    return steps.size();
  }

  List<Step> steps(int state) {
    return steps.get(state);
  }

  boolean accepts(BitSet states) {
    return states.get(accept);
  }

  /** The states reached from these without a character, added in place. */
  BitSet close(BitSet states) {
    Deque<Integer> open = new ArrayDeque<>();
    states.stream().forEach(open::push);
    while (!open.isEmpty()) {
      for (int next : jumps.get(open.pop())) {
        if (!states.get(next)) {
          states.set(next);
          open.push(next);
        }
      }
    }
    return states;
  }

  /** States from which every text is accepted because they loop on any character. */
  BitSet universal() {
    BitSet universal = new BitSet();
    for (int state = 0; state < size(); state++) {
      for (Step step : steps.get(state)) {
        if (step.set().equals(CodePoints.ANY)
            && jumps.get(step.target()).contains(state)
            && accepts(close(single(state)))) {
          universal.set(state);
        }
      }
    }
    return universal;
  }

  static BitSet single(int state) {
    BitSet set = new BitSet();
    set.set(state);
    return set;
  }

  /** Adds the expression after a state and returns the state behind it. */
  private int append(Regex regex, int from) throws RegexSyntaxException {
    if (regex instanceof Regex.One one) {
      int target = addState();
      steps.get(from).add(new Step(one.set(), target));
      return target;
    }
    if (regex instanceof Regex.Sequence sequence) {
      int end = from;
      for (Regex part : sequence.parts()) {
        end = append(part, end);
      }
      return end;
    }
    if (regex instanceof Regex.Choice choice) {
      return appendChoice(choice, from);
    }
    if (regex instanceof Regex.Repeat repeat) {
      return appendRepeat(repeat, from);
    }
    throw new IllegalArgumentException("an anchor is no part of an automaton");
  }

  private int appendChoice(Regex.Choice choice, int from) throws RegexSyntaxException {
    int end = addState();
    for (Regex branch : choice.branches()) {
      int start = addState();
      jumps.get(from).add(start);
      jumps.get(append(branch, start)).add(end);
    }
    return end;
  }

  private int appendRepeat(Regex.Repeat repeat, int from) throws RegexSyntaxException {
    int last = from;
    for (int i = 0; i < repeat.min(); i++) {
      last = append(repeat.body(), last);
    }
    int end = addState();
    if (repeat.max() == Regex.UNBOUNDED) {
      int loop = addState();
      jumps.get(last).add(loop);
      jumps.get(append(repeat.body(), loop)).add(loop);
      jumps.get(loop).add(end);
      return end;
    }
    jumps.get(last).add(end);
    for (int i = repeat.min(); i < repeat.max(); i++) {
      last = append(repeat.body(), last);
      jumps.get(last).add(end);
    }
    return end;
  }

  private int addState() throws RegexSyntaxException {
    if (steps.size() >= MAX_STATES) {
      throw new RegexSyntaxException("is too large: its repetitions expand beyond all bounds");
    }
    steps.add(new ArrayList<>(1));
    jumps.add(new ArrayList<>(1));
    return steps.size() - 1;
  }
}
