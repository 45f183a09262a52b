package dev.servllama.chat.template;

import java.util.List;
import java.util.Map;

/**
 * A macro, or the body of a call block, as it is written.
 *
 * @param defaults the values of the last parameters
 * @param extras which of {@code varargs}, {@code kwargs} and {@code caller} the body mentions
 * @param height how deep the body nests
 */
record Macro(
    String name,
    List<String> parameters,
    List<Expression> defaults,
    Body body,
    java.util.Set<String> extras,
    int height) {

  /** {@code {% macro name(parameters) %}body{% endmacro %}}. */
  record Definition(Macro macro) implements Statement {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      scope.set(macro.name, new MacroValue(macro, scope));
      return Flow.NEXT;
    }
  }

  /** {@code {% call(parameters) callee(arguments) %}body{% endcall %}}. */
  record CallBlock(Macro caller, Expression callee, ArgumentList arguments) implements Statement {
    @Override
    public Flow execute(Scope scope, TextBuilder out) {
      Value function = callee.evaluate(scope);
      Arguments given = arguments.evaluate(scope);
      Map<String, Value> named = new java.util.LinkedHashMap<>(given.named());
      named.put("caller", new MacroValue(caller, scope));
      Value result = Step.Call.call(function, new Arguments(given.positional(), named), scope);
      out.append(Repr.str(result, scope.rendering()));
      return Flow.NEXT;
    }
  }
}
