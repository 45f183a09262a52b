package dev.servllama.chat.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Gives every place in a schema its rules. A schema becomes a set of rules without choices between
 * them; objects and arrays are written from a queue, so that neither depth nor recursion costs
 * stack, and each place is written once however often it is referred to.
 */
final class SchemaCompiler {
  private final Keyword root;
  private final Grammar grammar;
  private final Ambiguity ambiguity;
  private final SchemaFlattener flattener;
  private final LiteralRules literals;
  private final StringRules strings;
  private final NumberRules numbers;
  private final AnyValueRules anyValue;
  private final ObjectRules objects;
  private final ArrayRules arrays;

  private final Map<JsonNode, Set<String>> done = new IdentityHashMap<>();
  private final Set<JsonNode> underway = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Set<String>, String> choices = new HashMap<>();
  private final Deque<Runnable> pending = new ArrayDeque<>();

  SchemaCompiler(Grammar grammar, Keyword root) {
    DfaRules dfas = new DfaRules(grammar);
    Effort effort = new Effort();
    this.root = root;
    this.ambiguity = new Ambiguity(root);
    this.grammar = grammar;
    this.flattener = new SchemaFlattener(new References(root));
    this.literals = new LiteralRules(grammar, ambiguity);
    this.strings = new StringRules(grammar, dfas, effort);
    this.numbers = new NumberRules(grammar, dfas, effort);
    this.anyValue = new AnyValueRules(grammar, strings, numbers);
    this.objects = new ObjectRules(grammar, strings, anyValue, this, ambiguity);
    this.arrays =
        new ArrayRules(grammar, anyValue, this, ambiguity, Vocabulary.version(root.value()));
  }

  /** Writes all rules, the root rule for the whole schema among them. */
  void compile() {
    String first = rule(root);
    grammar.add(Grammar.ROOT, first);
    while (!pending.isEmpty()) {
      pending.remove().run();
    }
    ambiguity.check(first);
  }

  /** The name of the rule for a schema's values. */
  String rule(Keyword schema) {
    Set<String> rules = rules(schema);
    if (rules.size() == 1) {
      return rules.iterator().next();
    }
    String known = choices.get(rules);
    if (known == null) {
      known = grammar.add(grammar.fresh("choice"), String.join(" | ", rules));
      choices.put(rules, known);
      ambiguity.addChoice(known, rules, schema);
    }
    return known;
  }

  private Set<String> rules(Keyword schema) {
    JsonNode node = schema.value();
    if (node.isBoolean()) {
      if (!node.asBoolean()) {
        throw schema.refusal("is false: no value satisfies it.");
      }
      return Set.of(anyValue.value());
    }
    Set<String> known = done.get(schema.object().value());
    if (known != null) {
      return known;
    }
    if (!underway.add(node)) {
      throw schema.refusal("refers to itself with no object or array in between.");
    }
    if (underway.size() > SchemaLimits.MAX_CHAIN) {
      throw schema.refusal(
          "is behind more than " + SchemaLimits.MAX_CHAIN + " references and alternatives.");
    }
    Set<String> rules = alternatives(Schema.of(schema), 0);
    underway.remove(node);
    done.put(node, rules);
    return rules;
  }

  private Set<String> alternatives(Schema given, int depth) {
    Keyword same = flattener.sameAs(given);
    if (same != null) {
      return rules(same);
    }
    Schema schema = flattener.flatten(given, depth);
    String union = schema.has("anyOf") ? "anyOf" : "oneOf";
    if (!schema.has(union)) {
      return leaves(schema);
    }
    Keyword branches = schema.get(union).get().array();
    if (union.equals("oneOf")) {
      Disjointness.require(branches, flattener);
    }
    if (branches.value().isEmpty()) {
      throw branches.refusal("must not be empty.");
    }
    Set<String> rules = new LinkedHashSet<>();
    Schema rest = schema.without(union);
    for (int i = 0; i < branches.value().size(); i++) {
      Keyword branch = branches.child(i);
      if (rest.keywords().isEmpty() || isTrue(branch)) {
        rules.addAll(rest.keywords().isEmpty() ? rules(branch) : alternatives(rest, depth + 1));
      } else {
        Schema one = flattener.flatten(flattener.read(branch), depth + 1);
        rules.addAll(alternatives(SchemaMerger.merge(rest, one), depth + 1));
      }
    }
    return rules;
  }

  private static boolean isTrue(Keyword schema) {
    return schema.value().isBoolean() && schema.value().asBoolean();
  }

  private Set<String> leaves(Schema schema) {
    if (schema.has("enum") || schema.has("const")) {
      return Set.of(literals.rule(schema));
    }
    Set<JsonType> types = types(schema);
    if (types.isEmpty()) {
      return Set.of(anyValue.value());
    }
    if (types.contains(JsonType.NUMBER)) {
      types.remove(JsonType.INTEGER);
    }
    Set<String> rules = new LinkedHashSet<>();
    types.forEach(type -> rules.add(leaf(type, schema)));
    return rules;
  }

  /** The types asked for; without {@code type}, those that the other keywords are about. */
  private static Set<JsonType> types(Schema schema) {
    if (schema.has("type")) {
      return JsonType.read(schema.get("type").get());
    }
    Set<JsonType> types = new LinkedHashSet<>();
    for (JsonType type : JsonType.values()) {
      if (schema.hasAny(type.keywords())) {
        types.add(type);
      }
    }
    return types;
  }

  private String leaf(JsonType type, Schema schema) {
    return switch (type) {
      case OBJECT -> schema.hasAny(type.keywords()) ? later("o", schema) : anyValue.object();
      case ARRAY -> schema.hasAny(type.keywords()) ? later("a", schema) : anyValue.array();
      case STRING -> strings.rule(schema);
      case NUMBER -> numbers.rule(schema, false);
      case INTEGER -> numbers.rule(schema, true);
      case BOOLEAN -> grammar.shared("boolean", "\"true\" | \"false\"");
      case NULL -> grammar.shared("null", "\"null\"");
    };
  }

  private String later(String prefix, Schema schema) {
    String name = grammar.fresh(prefix);
    pending.add(
        () -> {
          if (prefix.equals("o")) {
            objects.write(name, schema);
          } else {
            arrays.write(name, schema);
          }
        });
    return name;
  }
}
