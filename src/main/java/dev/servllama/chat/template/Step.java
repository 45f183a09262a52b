package dev.servllama.chat.template;

import java.util.List;

/**
 * What is done to a value one after another: {@code value.name[key](argument) | filter is test}.
 */
sealed interface Step {
  Value apply(Value subject, Scope scope);

  /** {@code .name}. */
  record Attribute(String name) implements Step {
    @Override
    public Value apply(Value subject, Scope scope) {
      scope.rendering().step();
      return Access.attribute(subject, name);
    }
  }

  /** {@code [key]}. */
  record Item(Expression key) implements Step {
    @Override
    public Value apply(Value subject, Scope scope) {
      return Access.item(subject, key.evaluate(scope), scope.rendering());
    }
  }

  /** {@code [start:stop:step]}. */
  record Slicing(Expression start, Expression stop, Expression step) implements Step {
    @Override
    public Value apply(Value subject, Scope scope) {
      return Access.slice(
          subject,
          start.evaluate(scope),
          stop.evaluate(scope),
          step.evaluate(scope),
          scope.rendering());
    }
  }

  /** {@code (arguments)}. */
  record Call(ArgumentList arguments) implements Step {
    @Override
    public Value apply(Value subject, Scope scope) {
      return call(subject, arguments.evaluate(scope), scope);
    }

    static Value call(Value callee, Arguments arguments, Scope scope) {
      scope.rendering().step();
      if (callee instanceof FunctionValue function) {
        return function.call(arguments, scope.rendering());
      }
      throw Coercion.failure(callee, "'" + callee.typeName() + "' object is not callable");
    }
  }

  /** {@code | name(arguments)}. */
  record Filtering(String name, ArgumentList arguments) implements Step {
    @Override
    public Value apply(Value subject, Scope scope) {
      return Filters.apply(name, subject, arguments.evaluate(scope), scope.rendering());
    }
  }

  /** {@code is name(arguments)}, or {@code is not}. */
  record Testing(String name, ArgumentList arguments, boolean negated) implements Step {
    @Override
    public Value apply(Value subject, Scope scope) {
      boolean holds = Tests.test(name, subject, arguments.evaluate(scope), scope.rendering());
      return BoolValue.of(holds != negated);
    }
  }

  /** Applies steps from left to right. */
  static Value applyAll(List<Step> steps, Value subject, Scope scope) {
    Value value = subject;
    for (Step step : steps) {
      value = step.apply(value, scope);
    }
    return value;
  }
}
