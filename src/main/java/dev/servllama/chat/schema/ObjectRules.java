package dev.servllama.chat.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules for objects. Properties come in the schema's order; each optional one may be left out,
 * which takes two rules a property and not one for each subset.
 */
final class ObjectRules {
  private final Grammar grammar;
  private final StringRules strings;
  private final AnyValueRules anyValue;
  private final SchemaCompiler values;
  private final Ambiguity ambiguity;
  private int properties;

  ObjectRules(
      Grammar grammar,
      StringRules strings,
      AnyValueRules anyValue,
      SchemaCompiler values,
      Ambiguity ambiguity) {
    this.ambiguity = ambiguity;
    this.grammar = grammar;
    this.strings = strings;
    this.anyValue = anyValue;
    this.values = values;
  }

  private record Member(String rule, boolean required) {}

  /** Writes the rule of that name for the objects that a schema allows. */
  void write(String name, Schema schema) {
    Map<String, String> named = named(schema);
    Set<String> required = required(schema);
    List<Member> members = new ArrayList<>();
    named.forEach((key, value) -> members.add(member(name, key, value, required.contains(key))));
    Optional<String> extraValue = extraValue(schema);
    Optional<String> extra = extraValue.map(value -> extra(name, schema, named, value));
    ambiguity.addObject(
        name,
        named.entrySet().stream()
            .map(e -> new Ambiguity.Member(e.getKey(), e.getValue(), required.contains(e.getKey())))
            .toList(),
        extraValue);
    grammar.add(name, "\"{\" " + first(name, members, extra) + "\"}\"");
  }

  private Member member(String name, String key, String value, boolean required) {
    String body =
        Terminals.literal(JsonText.quoted(key) + ":")
            + " "
            + AnyValueRules.space(grammar)
            + " "
            + value;
    return new Member(grammar.add(grammar.fresh(name + "-m"), body), required);
  }

  /** The value's rule for each property that has a name, in order. */
  private Map<String, String> named(Schema schema) {
    Map<String, String> named = new LinkedHashMap<>();
    schema
        .get("properties")
        .map(Keyword::object)
        .ifPresent(
            k ->
                k.value()
                    .fieldNames()
                    .forEachRemaining(key -> named.put(name(key, k), values.rule(k.child(key)))));
    for (String key : required(schema)) {
      if (!named.containsKey(key)) {
        named.put(name(key, schema.get("required").get()), unlisted(schema, key));
      }
    }
    return named;
  }

  private String name(String key, Keyword keyword) {
    if (++properties > SchemaLimits.MAX_PROPERTIES) {
      throw keyword.refusal(
          "takes the schema beyond " + SchemaLimits.MAX_PROPERTIES + " properties.");
    }
    if (JsonText.isTorn(key)) {
      throw keyword.refusal("has a name with half of a surrogate pair.");
    }
    return key;
  }

  /** The rule for a property that is required but not described. */
  private String unlisted(Schema schema, String key) {
    Keyword additional = schema.get("additionalProperties").orElse(null);
    if (additional == null) {
      return anyValue.value();
    }
    if (isFalse(additional)) {
      throw schema
          .get("required")
          .get()
          .refusal("asks for \"" + key + "\", which additionalProperties: false forbids.");
    }
    return values.rule(additional);
  }

  private static Set<String> required(Schema schema) {
    Set<String> required = new LinkedHashSet<>();
    Keyword keyword = schema.get("required").map(Keyword::array).orElse(null);
    for (int i = 0; keyword != null && i < keyword.value().size(); i++) {
      required.add(keyword.child(i).text());
    }
    return required;
  }

  /**
   * The rule for the value of members beyond those with names. Left out, {@code
   * additionalProperties} allows any; but who lists properties wants those, so that then only an
   * explicit one adds more.
   */
  private Optional<String> extraValue(Schema schema) {
    Keyword additional = schema.get("additionalProperties").orElse(null);
    if (additional == null) {
      return schema.has("properties") ? Optional.empty() : Optional.of(anyValue.value());
    }
    return isFalse(additional) ? Optional.empty() : Optional.of(values.rule(additional));
  }

  /** The rule for a member beyond those with names: its key is none of theirs. */
  private String extra(String name, Schema schema, Map<String, String> named, String value) {
    String key;
    try {
      key = named.isEmpty() ? strings.any() : strings.anyBut(named.keySet());
    } catch (RegexSyntaxException e) {
      throw schema
          .get("additionalProperties")
          .or(() -> schema.get("required"))
          .get()
          .refusal("cannot be told apart from so many names: that " + e.getMessage() + ".");
    }
    String body = key + " \":\" " + AnyValueRules.space(grammar) + " " + value;
    return grammar.add(name + "-extra", body);
  }

  private static boolean isFalse(Keyword keyword) {
    return keyword.value().isBoolean() && !keyword.value().asBoolean();
  }

  /** What stands between the braces, from the first member on. */
  private String first(String name, List<Member> members, Optional<String> extra) {
    String comma = "\",\" " + AnyValueRules.space(grammar) + " ";
    String moreAfter = extra.map(e -> "(" + comma + e + ")*").orElse("");
    String first = extra.map(e -> "(" + e + " " + moreAfter + ")?").orElse("");
    String after = moreAfter;
    // From the last member back: what may follow when something stands before, and when nothing
    // does.
    for (int i = members.size() - 1; i >= 0; i--) {
      Member member = members.get(i);
      boolean needsFirst = members.subList(0, i).stream().noneMatch(Member::required);
      String from = member.rule() + " " + after;
      if (member.required()) {
        first = from;
        after = comma + from;
      } else {
        first = needsFirst ? rule(name + "-f", from, first) : "";
        after = rule(name + "-r", comma + from, after);
      }
    }
    return first.isBlank() ? "" : first.trim() + " ";
  }

  private String rule(String prefix, String one, String other) {
    String orElse = other.isBlank() ? Terminals.EMPTY : other.trim();
    return grammar.add(grammar.fresh(prefix), one.trim() + " | " + orElse);
  }
}
