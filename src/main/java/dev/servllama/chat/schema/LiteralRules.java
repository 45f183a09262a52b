package dev.servllama.chat.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rules for {@code enum} and {@code const}: the values' exact JSON text. */
final class LiteralRules {
  private static final int FEW = 8;

  private final Grammar grammar;
  private final Ambiguity ambiguity;
  private final Map<Set<String>, String> known = new HashMap<>();
  private int values;

  LiteralRules(Grammar grammar, Ambiguity ambiguity) {
    this.ambiguity = ambiguity;
    this.grammar = grammar;
  }

  /** The rule for the values that {@code enum}, {@code const} and {@code type} leave. */
  String rule(Schema schema) {
    Keyword keyword = schema.get("enum").orElseGet(() -> schema.get("const").get());
    for (String name : schema.keywords().keySet()) {
      if (!Set.of("enum", "const", "type", "format").contains(name)) {
        throw schema.get(name).get().refusal("is not supported next to enum or const.");
      }
    }
    List<String> texts = new ArrayList<>();
    values(schema).forEach(value -> texts.add(text(value, keyword)));
    values += texts.size();
    if (values > SchemaLimits.MAX_ENUM_VALUES) {
      throw keyword.refusal(
          "takes the schema beyond " + SchemaLimits.MAX_ENUM_VALUES + " enum values.");
    }
    if (texts.isEmpty()) {
      throw keyword.refusal("leaves no value that the rest of the schema allows.");
    }
    return known.computeIfAbsent(new TreeSet<>(texts), set -> write(new ArrayList<>(set), texts));
  }

  /** The values that a schema with {@code enum} or {@code const} allows. */
  static List<JsonNode> values(Schema schema) {
    List<JsonNode> values = new ArrayList<>();
    schema.get("enum").ifPresent(k -> k.array().value().forEach(values::add));
    schema
        .get("const")
        .ifPresent(
            k -> {
              boolean listed = !schema.has("enum") || values.contains(k.value());
              values.clear();
              if (listed) {
                values.add(k.value());
              }
            });
    schema
        .get("type")
        .ifPresent(
            k -> values.removeIf(v -> JsonType.read(k).stream().noneMatch(t -> t.includes(v))));
    return values;
  }

  private static String text(JsonNode value, Keyword keyword) {
    String text = value.toString();
    if (JsonText.isTorn(text)) {
      throw keyword.refusal("has half of a surrogate pair, which UTF-8 cannot carry.");
    }
    return text;
  }

  private String write(List<String> sorted, List<String> asGiven) {
    String name = grammar.fresh("e");
    ambiguity.addLiterals(name, Set.copyOf(sorted));
    if (asGiven.size() <= FEW) {
      String body =
          String.join(" | ", asGiven.stream().distinct().map(Terminals::literal).toList());
      return grammar.add(name, body);
    }
    return grammar.add(name, branch(name, sorted, 0));
  }

  /** Groups sorted texts by what they begin with, so that the engine follows few of them. */
  private String branch(String name, List<String> sorted, int offset) {
    List<String> alternatives = new ArrayList<>();
    for (int from = 0; from < sorted.size(); ) {
      int to = from + 1;
      while (to < sorted.size() && next(sorted.get(to), offset) == next(sorted.get(from), offset)) {
        to++;
      }
      alternatives.add(alternative(name, sorted.subList(from, to), offset));
      from = to;
    }
    return String.join(" | ", alternatives);
  }

  private String alternative(String name, List<String> group, int offset) {
    String first = group.get(0);
    String last = group.get(group.size() - 1);
    int end = offset;
    while (end < first.length() && next(first, end) == next(last, end)) {
      end += Character.charCount(first.codePointAt(end));
    }
    if (group.size() == 1) {
      return Terminals.literal(first.substring(offset));
    }
    String rest = grammar.fresh(name + "-");
    grammar.add(rest, branch(name, group, end));
    return Terminals.literal(first.substring(offset, end)) + " " + rest;
  }

  private static int next(String text, int offset) {
    return offset < text.length() ? text.codePointAt(offset) : -1;
  }
}
