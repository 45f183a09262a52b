package dev.servllama.chat.template;

import java.util.List;

/** Statements that decide what is executed next. */
sealed interface Branch extends Statement {
  /** {@code {% if %}}, its {@code elif} branches and its {@code else}. */
  record If(List<Expression> conditions, List<Body> bodies, Body otherwise) implements Branch {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      for (int i = 0; i < conditions.size(); i++) {
        if (conditions.get(i).evaluate(scope).truthy()) {
          return bodies.get(i).execute(scope, out);
        }
      }
      return otherwise.execute(scope, out);
    }
  }

  /** {@code {% break %}} or {@code {% continue %}}. */
  record Jump(Flow flow) implements Branch {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      return flow;
    }
  }

  /** A body with variables of its own: {@code {% generation %}}, {@code {% block %}}. */
  record Scoped(Body body, boolean fromTop) implements Branch {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      return body.execute(fromTop ? scope.top().child() : scope.child(), out);
    }
  }

  /** {@code {% filter name %}body{% endfilter %}}. */
  record Filtered(List<Step> filters, Body body) implements Branch {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      TextBuilder text = new TextBuilder(scope.rendering());
      Scope inner = scope.child();
      Flow flow = body.execute(inner, text);
      if (flow == Flow.NEXT) {
        Value filtered = Step.applyAll(filters, text.build(), inner);
        out.append(Repr.str(filtered, scope.rendering()));
      }
      return flow;
    }
  }

  /** A statement that parses and always fails, such as {@code {% include %}} without a loader. */
  record Refused(String message) implements Branch {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      throw TemplateException.failed(message);
    }
  }
}
