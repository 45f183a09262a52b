package dev.servllama.chat.template;

import java.util.List;

/** Statements that give values to variables. */
sealed interface Assignment extends Statement {
  /** {@code {% set target = expression %}}. */
  record Value(Target target, Expression expression) implements Assignment {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      target.assign(expression.evaluate(scope), scope);
      return Flow.NEXT;
    }
  }

  /** {@code {% set target | filters %}body{% endset %}}. */
  record Block(Target target, List<Step> filters, Body body) implements Assignment {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      TextBuilder text = new TextBuilder(scope.rendering());
      Scope inner = scope.child();
      Flow flow = body.execute(inner, text);
      if (flow == Flow.NEXT) {
        target.assign(Step.applyAll(filters, text.build(), inner), scope);
      }
      return flow;
    }
  }

  /** {@code {% with a = 1, b = 2 %}body{% endwith %}}; no value sees the other variables. */
  record With(List<Target> targets, List<Expression> expressions, Body body) implements Assignment {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      Scope inner = scope.child();
      for (int i = 0; i < targets.size(); i++) {
        targets.get(i).assign(expressions.get(i).evaluate(scope), inner);
      }
      return body.execute(inner, out);
    }
  }
}
