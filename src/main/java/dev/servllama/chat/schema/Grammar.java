package dev.servllama.chat.schema;

import dev.servllama.error.InvalidRequestException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rules of a GBNF grammar as they are written, with names given out and size bounded. */
final class Grammar {
  static final String ROOT = "root";

  private final String place;
  private final Map<String, String> rules = new LinkedHashMap<>();
  private final Map<String, Integer> counters = new HashMap<>();
  private int characters;

  /**
   * @param place where the schema stands in the request, for the refusal of one that is too large
   */
  Grammar(String place) {
    this.place = place;
  }

  /** A name not yet given out: the prefix and a number. */
  String fresh(String prefix) {
    return prefix + counters.merge(prefix, 1, Integer::sum);
  }

  /** Adds a rule and returns its name. */
  String add(String name, String body) {
    if (rules.putIfAbsent(name, body) != null) {
      throw new IllegalStateException("the rule " + name + " is there already");
    }
    characters += name.length() + body.length() + 6;
    if (characters > SchemaLimits.MAX_GRAMMAR) {
      throw InvalidRequestException.of(
          place,
          "The schema is too complex: its grammar would be larger than "
              + SchemaLimits.MAX_GRAMMAR
              + " characters.");
    }
    return name;
  }

  /** Adds a rule unless one of that name is there, and returns its name. */
  String shared(String name, String body) {
    return rules.containsKey(name) ? name : add(name, body);
  }

  boolean has(String name) {
    return rules.containsKey(name);
  }

  /** The grammar's text, one rule a line, the root first. */
  String text() {
    StringBuilder text = new StringBuilder(characters);
    append(text, ROOT, rules.get(ROOT));
    rules.forEach(
        (name, body) -> {
          if (!name.equals(ROOT)) {
            append(text, name, body);
          }
        });
    return text.toString();
  }

  private static void append(StringBuilder text, String name, String body) {
    text.append(name).append(" ::= ").append(body).append('\n');
  }
}
