package dev.servllama.chat.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules for strings: plain ones, and those with a pattern or a format by an automaton. */
final class StringRules {
  private static final String CHARACTER =
      "[^\"\\x5C\\x00-\\x1F] | \"\\\\\" [\"\\x5C/bfnrt] | \"\\\\u\" code-unit";

  /** Well-formed escapes: half of a surrogate pair is none. */
  private static final String CODE_UNIT =
      "[0-9a-cA-CefEF] hex hex hex | [dD] [0-7] hex hex"
          + " | [dD] [89abAB] hex hex \"\\\\u\" [dD] [c-fC-F] hex hex";

  private static final int MAX_PATTERN = 4_096;

  private final Grammar grammar;
  private final DfaRules dfas;
  private final Effort effort;
  private final Map<Object, String> known = new HashMap<>();

  StringRules(Grammar grammar, DfaRules dfas, Effort effort) {
    this.effort = effort;
    this.grammar = grammar;
    this.dfas = dfas;
  }

  /** Any string. */
  String any() {
    return grammar.shared("string", "\"\\\"\" " + character() + "* \"\\\"\"");
  }

  /** Any string but those. */
  String anyBut(Iterable<String> excluded) throws RegexSyntaxException {
    Dfa any = Dfa.of(Regex.ANYTHING, effort);
    return dfas.string("key", any.without(Dfa.of(Regex.choiceOfTexts(excluded), effort), effort));
  }

  /** The rule for the strings that a schema allows. */
  String rule(Schema schema) {
    int min = schema.get("minLength").map(Keyword::length).orElse(0);
    int max = schema.get("maxLength").map(Keyword::length).orElse(Regex.UNBOUNDED);
    if (max != Regex.UNBOUNDED && max < min) {
      throw schema.get("maxLength").get().refusal("is below minLength: no string has both.");
    }
    List<Constraint> constraints = constraints(schema);
    return known.computeIfAbsent(
        List.of(min, max, constraints.stream().map(Constraint::pattern).toList()),
        key -> constraints.isEmpty() ? plain(min, max) : automatic(constraints, min, max));
  }

  private String plain(int min, int max) {
    if (min == 0 && max == Regex.UNBOUNDED) {
      return any();
    }
    String body = new Repetition(grammar).of(character(), min, max);
    return grammar.add(grammar.fresh("s"), "\"\\\"\" " + body + " \"\\\"\"");
  }

  private String character() {
    grammar.shared("hex", "[0-9a-fA-F]");
    grammar.shared("code-unit", CODE_UNIT);
    return grammar.shared("char", CHARACTER);
  }

  private record Constraint(Keyword keyword, String pattern) {}

  private static List<Constraint> constraints(Schema schema) {
    List<Constraint> constraints = new ArrayList<>();
    schema.get("pattern").ifPresent(k -> constraints.add(new Constraint(k, k.text())));
    schema
        .get("format")
        .ifPresent(
            k ->
                Formats.pattern(k.text())
                    .ifPresent(pattern -> constraints.add(new Constraint(k, pattern))));
    return constraints;
  }

  private String automatic(List<Constraint> constraints, int min, int max) {
    Keyword last = constraints.get(0).keyword();
    try {
      Dfa dfa = null;
      for (Constraint constraint : constraints) {
        last = constraint.keyword();
        Dfa next = compile(constraint);
        dfa = dfa == null ? next : dfa.and(next, effort);
      }
      if (min > 0 || max != Regex.UNBOUNDED) {
        dfa = dfa.and(Dfa.of(Regex.anyOfLength(min, max), effort), effort);
      }
      if (dfa.isEmpty()) {
        throw last.refusal("matches no string that the rest of the schema allows.");
      }
      return dfas.string("p", dfa);
    } catch (RegexSyntaxException e) {
      throw last.refusal("together with the lengths asked for " + e.getMessage() + ".");
    }
  }

  private Dfa compile(Constraint constraint) {
    Keyword keyword = constraint.keyword();
    if (constraint.pattern().length() > MAX_PATTERN) {
      throw keyword.refusal("is longer than " + MAX_PATTERN + " characters.");
    }
    try {
      return Dfa.of(RegexParser.parse(constraint.pattern()), effort);
    } catch (RegexSyntaxException e) {
      throw keyword.refusal(e.getMessage() + ".");
    }
  }
}
