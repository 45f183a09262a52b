package dev.servllama.chat.schema;

/**
 * Rules for JSON without a schema. Nesting is bounded: a small model that only opens brackets is
 * brought to close them.
 */
final class AnyValueRules {
  private static final int MAX_DEPTH = 16;

  private final Grammar grammar;
  private final StringRules strings;
  private final NumberRules numbers;

  AnyValueRules(Grammar grammar, StringRules strings, NumberRules numbers) {
    this.grammar = grammar;
    this.strings = strings;
    this.numbers = numbers;
  }

  /** The space that may stand after a comma or a colon: one at most. */
  static String space(Grammar grammar) {
    return grammar.shared("sp", "\" \"?");
  }

  String value() {
    writeAll();
    return "value-" + MAX_DEPTH;
  }

  String object() {
    writeAll();
    return "object-" + MAX_DEPTH;
  }

  String array() {
    writeAll();
    return "array-" + MAX_DEPTH;
  }

  private void writeAll() {
    if (grammar.has("scalar")) {
      return;
    }
    String string = strings.any();
    String space = space(grammar);
    grammar.add("scalar", string + " | " + numbers.any() + " | \"true\" | \"false\" | \"null\"");
    grammar.add("value-0", "scalar");
    for (int depth = 1; depth <= MAX_DEPTH; depth++) {
      String inner = "value-" + (depth - 1);
      String member = "member-" + depth;
      grammar.add(member, string + " \":\" " + space + " " + inner);
      grammar.add("object-" + depth, list("{", member, "}", space));
      grammar.add("array-" + depth, list("[", inner, "]", space));
      grammar.add("value-" + depth, "scalar | object-" + depth + " | array-" + depth);
    }
  }

  private static String list(String open, String item, String close, String space) {
    return String.format("\"%s\" (%s (\",\" %s %s)*)? \"%s\"", open, item, space, item, close);
  }
}
