package dev.servllama.chat.template;

import java.util.HashMap;
import java.util.Map;

/** The variables that a part of a template sees: its own, and those of the parts around it. */
final class Scope {
  private final Scope parent;
  private final Rendering rendering;
  private Map<String, Value> variables;

  private Scope(Scope parent, Rendering rendering, Map<String, Value> variables) {
    this.parent = parent;
    this.rendering = rendering;
    this.variables = variables;
  }

  /** The scope of a whole template. */
  static Scope root(Rendering rendering, Map<String, Value> variables) {
    return new Scope(null, rendering, variables);
  }

  Scope child() {
    return new Scope(this, rendering, null);
  }

  /** The outermost scope that {@code set} writes to: that of the template. */
  Scope top() {
    Scope scope = this;
    while (scope.parent != null) {
      scope = scope.parent;
    }
    return scope;
  }

  Rendering rendering() {
    return rendering;
  }

  /** The value of the name, undefined if there is none. */
  Value get(String name) {
    rendering.step();
    for (Scope scope = this; scope != null; scope = scope.parent) {
      Value value = scope.variables == null ? null : scope.variables.get(name);
      if (value != null) {
        return value;
      }
    }
    Value global = Globals.get(name);
    return global != null ? global : UndefinedValue.name(name);
  }

  void set(String name, Value value) {
    if (variables == null) {
      variables = new HashMap<>();
    }
    variables.put(name, value);
  }
}
