package dev.servllama.chat.schema;

import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules for arrays: items that are all alike, after a row of items of their own. */
final class ArrayRules {
  private final Grammar grammar;
  private final AnyValueRules anyValue;
  private final SchemaCompiler values;
  private final Ambiguity ambiguity;
  private final SpecificationVersion draft;

  ArrayRules(
      Grammar grammar,
      AnyValueRules anyValue,
      SchemaCompiler values,
      Ambiguity ambiguity,
      SpecificationVersion draft) {
    this.ambiguity = ambiguity;
    this.draft = draft;
    this.grammar = grammar;
    this.anyValue = anyValue;
    this.values = values;
  }

  /** Writes the rule of that name for the arrays that a schema allows. */
  void write(String name, Schema schema) {
    List<String> prefix = prefix(schema);
    Optional<String> rest = rest(schema);
    int min = schema.get("minItems").map(Keyword::length).orElse(0);
    int max = schema.get("maxItems").map(Keyword::length).orElse(Regex.UNBOUNDED);
    if (rest.isEmpty()) {
      if (min > prefix.size()) {
        throw schema.get("minItems").get().refusal("asks for more items than there may be.");
      }
      max = max == Regex.UNBOUNDED ? prefix.size() : Math.min(max, prefix.size());
    }
    if (max != Regex.UNBOUNDED && max < min) {
      throw schema.get("maxItems").get().refusal("is below minItems: no array has both.");
    }
    List<String> inside = new ArrayList<>(prefix);
    rest.ifPresent(inside::add);
    ambiguity.addArray(name, inside);
    String body = items(name, prefix, rest.orElse(null), min, max);
    grammar.add(name, "\"[\" " + (body.isEmpty() ? "" : body + " ") + "\"]\"");
  }

  /** An array as items is how drafts before 2020-12 wrote prefixItems. */
  private List<String> prefix(Schema schema) {
    Keyword tuple =
        schema
            .get("prefixItems")
            .or(() -> schema.get("items").filter(k -> k.value().isArray()))
            .orElse(null);
    if (tuple != null
        && !schema.has("prefixItems")
        && draft == SpecificationVersion.DRAFT_2020_12) {
      throw tuple.refusal("must be a schema; for items one by one use prefixItems.");
    }
    List<String> rules = new ArrayList<>();
    for (int i = 0; tuple != null && i < tuple.array().value().size(); i++) {
      rules.add(values.rule(tuple.child(i)));
    }
    return rules;
  }

  /** The rule for the items after the prefix; none if there may be none. */
  private Optional<String> rest(Schema schema) {
    boolean tuple = schema.get("items").filter(k -> k.value().isArray()).isPresent();
    Keyword items = schema.get(tuple ? "additionalItems" : "items").orElse(null);
    if (items == null) {
      return Optional.of(anyValue.value());
    }
    boolean none = items.value().isBoolean() && !items.value().asBoolean();
    return none ? Optional.empty() : Optional.of(values.rule(items));
  }

  private String items(String name, List<String> prefix, String rest, int min, int max) {
    int named = max == Regex.UNBOUNDED ? prefix.size() : Math.min(prefix.size(), max);
    String tail = tail(name, rest, Math.max(min - named, 0), max, named);
    for (int i = named - 1; i >= 0; i--) {
      String item = (i == 0 ? "" : comma()) + prefix.get(i);
      String body = (item + " " + tail).trim();
      tail =
          i >= min ? grammar.add(grammar.fresh(name + "-t"), body + " | " + Terminals.EMPTY) : body;
    }
    return tail;
  }

  /** The items that are all alike, behind so many others. */
  private String tail(String name, String rest, int min, int max, int before) {
    int most = max == Regex.UNBOUNDED ? max : max - before;
    if (most == 0) {
      return "";
    }
    String next = grammar.add(name + "-next", comma() + rest);
    Repetition repetition = new Repetition(grammar);
    if (before > 0) {
      return repetition.of(next, min, most);
    }
    int othersMost = most == Regex.UNBOUNDED ? most : most - 1;
    String all = rest + " " + repetition.of(next, Math.max(min - 1, 0), othersMost);
    return min > 0 ? all.trim() : "(" + all.trim() + ")?";
  }

  private String comma() {
    return "\",\" " + AnyValueRules.space(grammar) + " ";
  }
}
