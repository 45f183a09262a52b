package dev.servllama.chat.schema;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bounds how many paths the engine has to follow at once. Alternatives that are told apart late
 * multiply: two objects that begin alike, each with two such objects inside, make four paths, and a
 * recursive schema doubles them with each level.
 */
final class Ambiguity {
  /** Paths that llama.cpp still follows in some tens of milliseconds a token. */
  private static final int MAX_PATHS = 2_048;

  private static final int MAX_ALTERNATIVES = 500;

  /**
   * A member of an object.
   *
   * @param value the name of its value's rule
   */
  record Member(String key, String value, boolean required) {}

  private record Shape(List<Member> members, Optional<String> extra) {}

  private final Keyword root;
  private final Map<String, Set<String>> choices = new HashMap<>();
  private final Map<String, Shape> objects = new HashMap<>();
  private final Map<String, List<String>> arrays = new HashMap<>();
  private final Map<String, Set<String>> literals = new HashMap<>();

  Ambiguity(Keyword root) {
    this.root = root;
  }

  void addChoice(String rule, Set<String> alternatives, Keyword schema) {
    if (alternatives.size() > MAX_ALTERNATIVES) {
      throw schema.refusal(
          "has more than " + MAX_ALTERNATIVES + " alternatives; for plain values use enum.");
    }
    choices.put(rule, alternatives);
  }

  void addObject(String rule, List<Member> members, Optional<String> extra) {
    objects.put(rule, new Shape(members, extra));
  }

  void addArray(String rule, List<String> items) {
    arrays.put(rule, items);
  }

  void addLiterals(String rule, Set<String> texts) {
    literals.put(rule, texts);
  }

  /** Follows the rules from the first one and refuses a schema whose paths multiply too far. */
  void check(String first) {
    Map<String, Integer> paths = new HashMap<>(Map.of(first, 1));
    Deque<String> open = new ArrayDeque<>(Set.of(first));
    while (!open.isEmpty()) {
      String rule = open.remove();
      int alive = paths.get(rule);
      if ((long) alive * width(rule) > MAX_PATHS) {
        throw root.refusal(
            "leaves more than "
                + MAX_PATHS
                + " ways open at once: alternatives within alternatives begin alike. Begin each"
                + " object with a required property whose const tells it from the others.");
      }
      factors(rule)
          .forEach(
              (value, factor) -> {
                if (alive * factor > paths.getOrDefault(value, 0)) {
                  paths.put(value, alive * factor);
                  open.add(value);
                }
              });
    }
  }

  private Set<String> leaves(String rule) {
    return choices.getOrDefault(rule, Set.of(rule));
  }

  private int width(String rule) {
    int width = 0;
    for (String leaf : leaves(rule)) {
      Shape shape = objects.get(leaf);
      width += 1 + (shape == null ? 0 : longestOptionalRun(shape));
    }
    return width;
  }

  private static int longestOptionalRun(Shape shape) {
    int longest = 0;
    int run = 0;
    for (Member member : shape.members()) {
      run = member.required() ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** The rules of the values inside, and how many alternatives may be alive when one begins. */
  private Map<String, Integer> factors(String rule) {
    Map<String, Integer> factors = new HashMap<>();
    Set<String> leaves = leaves(rule);
    List<Shape> shapes = leaves.stream().filter(objects::containsKey).map(objects::get).toList();
    for (Shape shape : shapes) {
      objectFactors(shape, shapes, factors);
    }
    int arraysHere = (int) leaves.stream().filter(arrays::containsKey).count();
    for (String leaf : leaves) {
      for (String item : arrays.getOrDefault(leaf, List.of())) {
        factors.merge(item, arraysHere, Math::max);
      }
    }
    return factors;
  }

  private void objectFactors(Shape shape, List<Shape> shapes, Map<String, Integer> factors) {
    int[] alive = new int[shape.members().size() + 1];
    for (Shape other : shapes) {
      if (other != shape) {
        countShared(shape, other, alive);
      }
    }
    for (int i = 0; i < shape.members().size(); i++) {
      factors.merge(shape.members().get(i).value(), alive[i] + 1, Math::max);
    }
    int beyond = alive[shape.members().size()] + 1;
    shape.extra().ifPresent(value -> factors.merge(value, beyond, Math::max));
  }

  /** Counts the other object for each member of this one that may begin while both are alive. */
  private void countShared(Shape shape, Shape other, int[] alive) {
    int i = 0;
    for (; i < Math.min(shape.members().size(), other.members().size()); i++) {
      Member mine = shape.members().get(i);
      Member theirs = other.members().get(i);
      if (!mine.required() || !theirs.required()) {
        break;
      }
      if (!mine.key().equals(theirs.key())) {
        return;
      }
      alive[i]++;
      if (tellApart(mine.value(), theirs.value())) {
        return;
      }
    }
    Set<String> keys = new LinkedHashSet<>();
    other.members().forEach(member -> keys.add(member.key()));
    for (; i < shape.members().size(); i++) {
      if (other.extra().isPresent() || keys.contains(shape.members().get(i).key())) {
        alive[i]++;
      }
    }
    alive[shape.members().size()]++;
  }

  private boolean tellApart(String mine, String theirs) {
    return literals.containsKey(mine)
        && literals.containsKey(theirs)
        && Collections.disjoint(literals.get(mine), literals.get(theirs));
  }
}
