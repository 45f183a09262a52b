package dev.servllama.chat.template;

/** Statements that write text. */
sealed interface Output extends Statement {
  /** Text between tags. */
  record Data(String text) implements Output {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      out.append(text);
      return Flow.NEXT;
    }
  }

  /** {@code {{ expression }}}. */
  record Print(Expression expression) implements Output {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      out.append(Repr.str(expression.evaluate(scope), scope.rendering()));
      return Flow.NEXT;
    }
  }
}
