package dev.servllama.chat.template;

import java.math.BigInteger;
import java.util.List;

/**
 * An operator with its operands. Operators of one precedence stand in one flat node, so that a long
 * row of them nests no deeper than a short one.
 */
sealed interface Operation extends Expression {
  /** {@code -operand} or {@code +operand}. */
  record Sign(boolean negative, Expression operand) implements Operation {
    @Override
    public Value evaluate(Scope scope) {
      Value value = operand.evaluate(scope);
      if (!(value instanceof NumberValue number)) {
        throw Coercion.failure(
            value, "bad operand type for unary operator: '" + value.typeName() + "'");
      }
      if (!number.integral()) {
        return new FloatValue(negative ? -number.toDouble() : number.toDouble());
      }
      BigInteger integer = number.toBigInteger();
      return new IntValue(negative ? integer.negate() : integer);
    }
  }

  /** {@code not operand}. */
  record Negation(Expression operand) implements Operation {
    @Override
    public Value evaluate(Scope scope) {
      return BoolValue.of(!operand.evaluate(scope).truthy());
    }
  }

  /** {@code a or b or c}, or the same with {@code and}: the operand that decides. */
  record Junction(boolean or, List<Expression> operands) implements Operation {
    @Override
    public Value evaluate(Scope scope) {
      Value value = operands.get(0).evaluate(scope);
      for (int i = 1; i < operands.size() && value.truthy() != or; i++) {
        value = operands.get(i).evaluate(scope);
      }
      return value;
    }
  }

  /** An operator and what stands to its right. */
  record Link(String operator, Expression operand) {}

  /** {@code a + b - c} and the like, from left to right. */
  record Arithmetics(Expression first, List<Link> links) implements Operation {
    @Override
    public Value evaluate(Scope scope) {
      Value value = first.evaluate(scope);
      for (Link link : links) {
        Value right = link.operand().evaluate(scope);
        value = Arithmetic.apply(link.operator(), value, right, scope.rendering());
      }
      return value;
    }
  }

  /** {@code a ~ b ~ c}: the texts of all operands, joined. */
  record Concatenation(List<Expression> operands) implements Operation {
    @Override
    public Value evaluate(Scope scope) {
      scope.rendering().step();
      TextBuilder joined = new TextBuilder(scope.rendering());
      for (Expression operand : operands) {
        joined.append(Repr.str(operand.evaluate(scope), scope.rendering()));
      }
      return joined.build();
    }
  }

  /** {@code a < b <= c}: every comparison must hold, and none is made after one that does not. */
  record Comparison(Expression first, List<Link> links) implements Operation {
    @Override
    public Value evaluate(Scope scope) {
      Value left = first.evaluate(scope);
      for (Link link : links) {
        Value right = link.operand().evaluate(scope);
        if (!holds(link.operator(), left, right, scope.rendering())) {
          return BoolValue.FALSE;
        }
        left = right;
      }
      return BoolValue.TRUE;
    }

    private static boolean holds(String operator, Value left, Value right, Rendering rendering) {
      return switch (operator) {
        case "in" -> Ordering.contains(right, left, rendering);
        case "not in" -> !Ordering.contains(right, left, rendering);
        default -> ComparisonOperator.of(operator).holds(left, right, rendering);
      };
    }
  }

  /** {@code then if condition else otherwise}; without {@code else}, undefined. */
  record Conditional(Expression condition, Expression then, Expression otherwise)
      implements Operation {
    static final Expression NO_ELSE =
        scope ->
            new UndefinedValue(
                "the inline if-expression evaluated to false and no else section was defined.");

    @Override
    public Value evaluate(Scope scope) {
      return (condition.evaluate(scope).truthy() ? then : otherwise).evaluate(scope);
    }
  }

  /** A value and what is done to it. */
  record Chain(Expression start, List<Step> steps) implements Operation {
    @Override
    public Value evaluate(Scope scope) {
      return Step.applyAll(steps, start.evaluate(scope), scope);
    }
  }
}
