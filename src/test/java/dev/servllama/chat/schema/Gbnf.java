package dev.servllama.chat.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads GBNF as llama.cpp does: repetitions and groups become rules of their own. */
final class Gbnf {
  /** One symbol: a rule's name, or a set of characters as pairs of first and last. */
  record Symbol(String rule, int[] ranges, boolean negated) {
    boolean matches(int c) {
      boolean inside = false;
      for (int i = 0; i < ranges.length; i += 2) {
        inside |= ranges[i] <= c && c <= ranges[i + 1];
      }
      return inside != negated;
    }
  }

  private final Map<String, List<List<Symbol>>> rules = new HashMap<>();
  private final String text;
  private int at;

  private Gbnf(String text) {
    this.text = text;
  }

  static Gbnf parse(String text) {
    Gbnf grammar = new Gbnf(text);
    while (grammar.at < text.length()) {
      grammar.rule();
    }
    grammar.requireDefined();
    grammar.requireNoLeftRecursion();
    return grammar;
  }

  List<List<Symbol>> alternatives(String rule) {
    return rules.get(rule);
  }

  int size() {
    return rules.size();
  }

  private void rule() {
    String name = name();
    expect(" ::= ");
    if (rules.containsKey(name)) {
      throw new IllegalArgumentException("defined twice: " + name);
    }
    rules.put(name, alternatives(name, '\n'));
    expect("\n");
  }

  private List<List<Symbol>> alternatives(String owner, char end) {
    List<List<Symbol>> alternatives = new ArrayList<>();
    do {
      alternatives.add(sequence(owner, end));
    } while (at < text.length() && text.charAt(at) == '|' && at++ >= 0);
    return alternatives;
  }

  private List<Symbol> sequence(String owner, char end) {
    List<Symbol> sequence = new ArrayList<>();
    List<Symbol> last = List.of();
    boolean blank = true;
    while (true) {
      char c = text.charAt(at);
      if (c == ' ') {
        at++;
      } else if (c == '|' || c == end) {
        if (blank) {
          // llama.cpp skips line ends here and takes the next rule's name for a symbol.
          throw new IllegalArgumentException("a blank alternative at " + at);
        }
        return sequence;
      } else if (c == '*' || c == '+' || c == '?' || c == '{') {
        for (int i = 0; i < last.size(); i++) {
          sequence.remove(sequence.size() - 1);
        }
        repeat(owner, last, sequence);
        last = List.of();
      } else {
        last = term(owner);
        blank = false;
        sequence.addAll(last);
        if (c == '"' && last.size() > 1) {
          last = last.subList(last.size() - 1, last.size());
        }
      }
    }
  }

  private void repeat(String owner, List<Symbol> item, List<Symbol> sequence) {
    if (item.size() != 1) {
      throw new IllegalArgumentException("nothing to repeat at " + at);
    }
    char c = text.charAt(at++);
    int min = c == '+' ? 1 : 0;
    int max = c == '?' ? 1 : -1;
    if (c == '{') {
      int close = text.indexOf('}', at);
      String[] bounds = text.substring(at, close).split(",", -1);
      at = close + 1;
      min = Integer.parseInt(bounds[0]);
      max = bounds.length == 1 ? min : bounds[1].isEmpty() ? -1 : Integer.parseInt(bounds[1]);
    }
    if (max > 2000 || min > 2000 || (max >= 0 && max < min)) {
      throw new IllegalArgumentException("repetition out of bounds at " + at);
    }
    for (int i = 0; i < min; i++) {
      sequence.addAll(item);
    }
    if (max < 0) {
      Symbol loop = define(owner);
      rules.put(loop.rule(), List.of(List.of(item.get(0), loop), List.of()));
      sequence.add(loop);
      return;
    }
    Symbol next = null;
    for (int i = min; i < max; i++) {
      Symbol optional = define(owner);
      List<Symbol> one = next == null ? item : List.of(item.get(0), next);
      rules.put(optional.rule(), List.of(one, List.of()));
      next = optional;
    }
    if (next != null) {
      sequence.add(next);
    }
  }

  private Symbol define(String owner) {
    String name = owner + "_" + rules.size();
    rules.put(name, List.of());
    return new Symbol(name, null, false);
  }

  private List<Symbol> term(String owner) {
    char c = text.charAt(at);
    if (c == '"') {
      at++;
      List<Symbol> literal = new ArrayList<>();
      while (text.charAt(at) != '"') {
        int character = character();
        literal.add(new Symbol(null, new int[] {character, character}, false));
      }
      at++;
      return literal;
    }
    if (c == '[') {
      at++;
      return List.of(characterClass());
    }
    if (c == '(') {
      at++;
      Symbol group = define(owner);
      rules.put(group.rule(), alternatives(owner, ')'));
      expect(")");
      return List.of(group);
    }
    return List.of(new Symbol(name(), null, false));
  }

  private Symbol characterClass() {
    boolean negated = text.charAt(at) == '^';
    at += negated ? 1 : 0;
    List<Integer> ranges = new ArrayList<>();
    while (text.charAt(at) != ']') {
      int first = character();
      int last = first;
      if (text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
        at++;
        last = character();
      }
      if (last < first) {
        throw new IllegalArgumentException("range upside down at " + at);
      }
      ranges.add(first);
      ranges.add(last);
    }
    at++;
    return new Symbol(null, ranges.stream().mapToInt(i -> i).toArray(), negated);
  }

  private int character() {
    char c = text.charAt(at++);
    if (c == '\n' || c > 0x7E) {
      throw new IllegalArgumentException("raw character in a literal at " + at);
    }
    if (c != '\\') {
      return c;
    }
    char escape = text.charAt(at++);
    int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
    if (digits > 0) {
      at += digits;
      return Integer.parseInt(text.substring(at - digits, at), 16);
    }
    if ("\"[]\\".indexOf(escape) < 0) {
      throw new IllegalArgumentException("unknown escape at " + at);
    }
    return escape;
  }

  private String name() {
    int start = at;
    while (Character.toString(text.charAt(at)).matches("[a-zA-Z0-9-]")) {
      at++;
    }
    if (start == at) {
      throw new IllegalArgumentException("a name is missing at " + at + " of " + text);
    }
    return text.substring(start, at);
  }

  private void expect(String expected) {
    if (!text.startsWith(expected, at)) {
      throw new IllegalArgumentException("expected \"" + expected + "\" at " + at);
    }
    at += expected.length();
  }

  private void requireDefined() {
    for (List<List<Symbol>> alternatives : rules.values()) {
      for (List<Symbol> sequence : alternatives) {
        for (Symbol symbol : sequence) {
          if (symbol.rule() != null && !rules.containsKey(symbol.rule())) {
            throw new IllegalArgumentException("undefined: " + symbol.rule());
          }
        }
      }
    }
    if (!rules.containsKey("root")) {
      throw new IllegalArgumentException("no root");
    }
  }

  private void requireNoLeftRecursion() {
    Set<String> nullable = new HashSet<>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (var rule : rules.entrySet()) {
        for (List<Symbol> sequence : rule.getValue()) {
          if (sequence.stream().allMatch(s -> s.rule() != null && nullable.contains(s.rule()))) {
            grew |= nullable.add(rule.getKey());
          }
        }
      }
    }
    Set<String> clear = new HashSet<>();
    for (String rule : rules.keySet()) {
      visit(rule, nullable, clear, new HashSet<>());
    }
  }

  private void visit(String rule, Set<String> nullable, Set<String> clear, Set<String> path) {
    if (clear.contains(rule)) {
      return;
    }
    if (!path.add(rule)) {
      throw new IllegalArgumentException("left recursion in " + rule);
    }
    for (List<Symbol> sequence : rules.get(rule)) {
      for (Symbol symbol : sequence) {
        if (symbol.rule() == null) {
          break;
        }
        visit(symbol.rule(), nullable, clear, path);
        if (!nullable.contains(symbol.rule())) {
          break;
        }
      }
    }
    path.remove(rule);
    clear.add(rule);
  }
}
