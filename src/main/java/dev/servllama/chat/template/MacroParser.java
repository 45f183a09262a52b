package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses macros, call blocks and generation blocks. */
final class MacroParser {
  private final TemplateParser bodies;
  private final TokenStream stream;
  private final ParserContext context;
  private final ExpressionParser expressions;

  MacroParser(
      TemplateParser bodies,
      TokenStream stream,
      ParserContext context,
      ExpressionParser expressions) {
    this.bodies = bodies;
    this.stream = stream;
    this.context = context;
    this.expressions = expressions;
  }

  Statement parseMacro() {
    String name = stream.expect(TokenType.NAME).text();
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    parseSignature(parameters, defaults);
    return new Macro.Definition(parseMacroBody(name, parameters, defaults, "endmacro"));
  }

  Statement parseCall() {
    Token start = stream.current();
    List<String> parameters = new ArrayList<>();
    List<Expression> defaults = new ArrayList<>();
    if (start.isOperator("(")) {
      parseSignature(parameters, defaults);
    }
    Expression call = expressions.parse();
    if (!(call instanceof Operation.Chain chain)
        || !(chain.steps().get(chain.steps().size() - 1) instanceof Step.Call last)) {
      throw stream.failure("expected call", start);
    }
    List<Step> before = chain.steps().subList(0, chain.steps().size() - 1);
    Expression callee =
        before.isEmpty() ? chain.start() : new Operation.Chain(chain.start(), before);
    Macro caller = parseMacroBody("caller", parameters, defaults, "endcall");
    return new Macro.CallBlock(caller, callee, last.arguments());
  }

  /**
   * What transformers makes of a generation block is a call block, so that it has variables of its
   * own and loops around it cannot be left from within.
   */
  Statement parseGeneration() {
    Body body =
        context.inMacro(ParserContext.noExtras(), () -> bodies.parseWholeBody("endgeneration"));
    return new Branch.Scoped(body, false);
  }

  private Macro parseMacroBody(
      String name, List<String> parameters, List<Expression> defaults, String end) {
    Set<String> extras = ParserContext.noExtras();
    int before = stream.beginMeasure();
    Body body = context.inMacro(extras, () -> bodies.parseWholeBody(end));
    int height = stream.endMeasure(before);
    return new Macro(
        name, List.copyOf(parameters), List.copyOf(defaults), body, Set.copyOf(extras), height);
  }

  private void parseSignature(List<String> parameters, List<Expression> defaults) {
    stream.expectOperator("(");
    while (!stream.skipOperator(")")) {
      if (!parameters.isEmpty()) {
        stream.expectOperator(",");
      }
      Token name = stream.expect(TokenType.NAME);
      if (name.isName("caller") && !stream.current().isOperator("=")) {
        throw stream.failure("the parameter 'caller' needs a default", name);
      }
      if (parameters.contains(name.text())) {
        throw stream.failure("duplicate argument '" + name.text() + "'", name);
      }
      parameters.add(name.text());
      if (stream.skipOperator("=")) {
        defaults.add(context.withSoft(false, expressions::parse));
      } else if (!defaults.isEmpty()) {
        throw stream.failure("non-default argument follows default argument", name);
      }
    }
  }
}
