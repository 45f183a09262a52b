package dev.servllama.chat.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Follows a grammar character by character, as llama.cpp does, with a set of stacks. */
final class GbnfMachine {
  /** What is still to come: a symbol and the rest; null is the end. */
  record Stack(Gbnf.Symbol top, Stack rest) {}

  private static final int MAX_SAMPLE = 4_000;

  private final Gbnf grammar;
  private int widest;

  GbnfMachine(Gbnf grammar) {
    this.grammar = grammar;
  }

  static GbnfMachine of(String text) {
    return new GbnfMachine(Gbnf.parse(text));
  }

  /** The most stacks that were ever alive at once. */
  int widest() {
    return widest;
  }

  boolean accepts(String text) {
    Set<Stack> stacks = start();
    for (int c : text.codePoints().toArray()) {
      stacks = advance(stacks, c);
      if (stacks.isEmpty()) {
        return false;
      }
    }
    return stacks.contains(null);
  }

  /** A random text of the language; empty if it became too long. */
  Optional<String> sample(Random random) {
    StringBuilder text = new StringBuilder();
    Set<Stack> stacks = start();
    while (text.length() < MAX_SAMPLE) {
      if (stacks.contains(null) && (stacks.size() == 1 || random.nextInt(3) == 0)) {
        return Optional.of(text.toString());
      }
      int c = choose(stacks, random);
      text.appendCodePoint(c);
      stacks = advance(stacks, c);
    }
    return Optional.empty();
  }

  private int choose(Set<Stack> stacks, Random random) {
    List<Gbnf.Symbol> symbols = new ArrayList<>();
    for (Stack stack : stacks) {
      if (stack != null) {
        symbols.add(stack.top());
      }
    }
    for (int closing : new int[] {'"', '}', ']'}) {
      if (random.nextInt(3) == 0 && symbols.stream().anyMatch(s -> s.matches(closing))) {
        return closing;
      }
    }
    Gbnf.Symbol symbol = symbols.get(random.nextInt(symbols.size()));
    if (symbol.negated()) {
      int c = "aZ5 é茶\uD83D\uDE00/<".codePointAt(random.nextInt(7));
      return symbol.matches(c) && !Character.isSurrogate((char) c) ? c : 'q';
    }
    int range = random.nextInt(symbol.ranges().length / 2) * 2;
    int first = symbol.ranges()[range];
    return first + random.nextInt(Math.min(symbol.ranges()[range + 1] - first + 1, 2000));
  }

  private Set<Stack> start() {
    Set<Stack> stacks = new LinkedHashSet<>();
    expand(new Stack(new Gbnf.Symbol("root", null, false), null), stacks);
    return stacks;
  }

  private Set<Stack> advance(Set<Stack> stacks, int c) {
    Set<Stack> next = new LinkedHashSet<>();
    for (Stack stack : stacks) {
      if (stack != null && stack.top().matches(c)) {
        expand(stack.rest(), next);
      }
    }
    widest = Math.max(widest, next.size());
    return next;
  }

  private void expand(Stack stack, Set<Stack> into) {
    if (stack == null || stack.top().rule() == null) {
      into.add(stack);
      return;
    }
    for (List<Gbnf.Symbol> sequence : grammar.alternatives(stack.top().rule())) {
      Stack expanded = stack.rest();
      for (int i = sequence.size() - 1; i >= 0; i--) {
        expanded = new Stack(sequence.get(i), expanded);
      }
      expand(expanded, into);
    }
  }
}
