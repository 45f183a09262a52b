package dev.servllama.chat.template;

import java.util.List;
import java.util.Map;

/** What a call passes: values by position and by name. */
record Arguments(List<Value> positional, Map<String, Value> named) {
  static final Arguments NONE = new Arguments(List.of(), Map.of());

  static Arguments of(Value... positional) {
    return new Arguments(List.of(positional), Map.of());
  }

  /**
   * Assigns the arguments to the parameters of a function.
   *
   * @param required how many of the parameters have no default
   */
  Bound bind(String function, int required, String... parameters) {
    if (positional.size() > parameters.length) {
      throw TemplateException.failed(
          function + "() takes at most " + parameters.length + " arguments");
    }
    Value[] values = new Value[parameters.length];
    for (int i = 0; i < positional.size(); i++) {
      values[i] = positional.get(i);
    }
    named.forEach((name, value) -> assign(function, values, parameters, name, value));
    for (int i = 0; i < required; i++) {
      if (values[i] == null) {
        throw TemplateException.failed(function + "() misses its argument '" + parameters[i] + "'");
      }
    }
    return new Bound(values);
  }

  private static void assign(
      String function, Value[] values, String[] parameters, String name, Value value) {
    int index = List.of(parameters).indexOf(name);
    if (index < 0) {
      throw TemplateException.failed(
          function + "() got an unexpected keyword argument '" + name + "'");
    }
    if (values[index] != null) {
      throw TemplateException.failed(
          function + "() got multiple values for argument '" + name + "'");
    }
    values[index] = value;
  }

  /** The values of a function's parameters, in their order. */
  static final class Bound {
    private final Value[] values;

    private Bound(Value[] values) {
      this.values = values;
    }

    boolean has(int index) {
      return values[index] != null;
    }

    /** Whether a value other than None was passed. */
    boolean given(int index) {
      return has(index) && values[index] != NoneValue.NONE;
    }

    Value get(int index) {
      return values[index];
    }

    Value get(int index, Value otherwise) {
      return has(index) ? values[index] : otherwise;
    }

    boolean flag(int index, boolean otherwise) {
      return has(index) ? values[index].truthy() : otherwise;
    }

    int integer(int index, int otherwise) {
      return has(index) ? Coercion.toInt(values[index]) : otherwise;
    }

    Text text(int index) {
      return Coercion.toText(values[index]);
    }

    Text text(int index, Text otherwise) {
      return has(index) ? text(index) : otherwise;
    }
  }
}
