package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value that is written out in the template, or a name that stands for one. */
sealed interface Literal extends Expression {
  /** A string, number, boolean or None. */
  record Constant(Value value) implements Literal {
    static final Constant NONE = new Constant(NoneValue.NONE);

    @Override
    public Value evaluate(Scope scope) {
      return value;
    }
  }

  /** The name of a variable. */
  record Name(String name) implements Literal {
    @Override
    public Value evaluate(Scope scope) {
      return scope.get(name);
    }
  }

  /** {@code [a, b]}. */
  record ListOf(List<Expression> items) implements Literal {
    @Override
    public Value evaluate(Scope scope) {
      return ListValue.of(evaluateAll(items, scope));
    }
  }

  /** {@code (a, b)}. */
  record TupleOf(List<Expression> items) implements Literal {
    @Override
    public Value evaluate(Scope scope) {
      return TupleValue.of(evaluateAll(items, scope));
    }
  }

  /** {@code {key: value}}. */
  record DictOf(List<Expression> keys, List<Expression> values) implements Literal {
    @Override
    public Value evaluate(Scope scope) {
      scope.rendering().allocateElements(keys.size() * 2L);
      Map<Value, Value> entries = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        Value key = DictValue.checkedKey(keys.get(i).evaluate(scope), scope.rendering());
        entries.put(key, values.get(i).evaluate(scope));
      }
      return DictValue.of(entries);
    }
  }

  private static List<Value> evaluateAll(List<Expression> items, Scope scope) {
    scope.rendering().allocateElements(items.size());
    List<Value> values = new ArrayList<>(items.size());
    for (Expression item : items) {
      values.add(item.evaluate(scope));
    }
    return values;
  }
}
