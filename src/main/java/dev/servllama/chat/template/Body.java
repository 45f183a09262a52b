package dev.servllama.chat.template;

import java.util.List;

/** Statements one after another. */
record Body(List<Statement> statements) implements Statement {
  Body {
    statements = List.copyOf(statements);
  }

  @Override
  public Flow execute(Scope scope, TextBuilder out) {
    for (Statement statement : statements) {
      scope.rendering().step();
      Flow flow = statement.execute(scope, out);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  /** What the statements write in a scope of their own. */
  Text render(Scope scope) {
    TextBuilder out = new TextBuilder(scope.rendering());
    execute(scope.child(), out);
    return out.build();
  }
}
