package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a call as they are written.
 *
 * @param spread what follows a {@code *}, or null
 * @param spreadNamed what follows a {@code **}, or null
 */
record ArgumentList(
    List<Expression> positional,
    Map<String, Expression> named,
    Expression spread,
    Expression spreadNamed) {
  static final ArgumentList NONE = new ArgumentList(List.of(), Map.of(), null, null);

  Arguments evaluate(Scope scope) {
    if (this == NONE) {
      return Arguments.NONE;
    }
    List<Value> values = new ArrayList<>(positional.size());
    for (Expression argument : positional) {
      values.add(argument.evaluate(scope));
    }
    if (spread != null) {
      List<Value> more = Coercion.toList(spread.evaluate(scope), scope.rendering());
      scope.rendering().allocateElements(more.size());
      values.addAll(more);
    }
    return new Arguments(values, named.isEmpty() && spreadNamed == null ? Map.of() : named(scope));
  }

  private Map<String, Value> named(Scope scope) {
    Map<String, Value> values = new LinkedHashMap<>();
    named.forEach((name, argument) -> values.put(name, argument.evaluate(scope)));
    if (spreadNamed != null) {
      Value more = spreadNamed.evaluate(scope);
      if (!(more instanceof DictValue dict)) {
        throw Coercion.failure(more, "argument after ** must be a mapping");
      }
      scope.rendering().allocateElements(dict.entries().size());
      dict.entries().forEach((key, value) -> add(values, Coercion.toText(key).chars(), value));
    }
    return values;
  }

  private static void add(Map<String, Value> values, String name, Value value) {
    if (values.put(name, value) != null) {
      throw TemplateException.failed("got multiple values for keyword argument '" + name + "'");
    }
  }
}
