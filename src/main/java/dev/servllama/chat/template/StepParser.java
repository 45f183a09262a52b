package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses what follows an operand: attributes, elements, calls, filters and tests. */
final class StepParser {
  private static final Set<TokenType> ARGUMENT_STARTS =
      Set.of(TokenType.NAME, TokenType.STRING, TokenType.INTEGER, TokenType.FLOAT);
  private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and");

  private final TokenStream stream;
  private final ParserContext context;
  private final ExpressionParser expressions;
  private final ArgumentParser arguments;

  StepParser(TokenStream stream, ParserContext context, ExpressionParser expressions) {
    this.stream = stream;
    this.context = context;
    this.expressions = expressions;
    this.arguments = new ArgumentParser(stream, expressions);
  }

  List<Step> parsePostfix() {
    List<Step> steps = new ArrayList<>();
    while (true) {
      if (stream.skipOperator(".")) {
        steps.add(parseAttribute());
      } else if (stream.skipOperator("[")) {
        steps.add(parseSubscript());
      } else if (stream.current().isOperator("(")) {
        steps.add(new Step.Call(arguments.parse()));
      } else {
        return steps;
      }
    }
  }

  /** Filters and tests, and calls of what they return. */
  List<Step> parseFilters() {
    List<Step> steps = new ArrayList<>();
    while (true) {
      if (stream.skipOperator("|")) {
        steps.add(parseFilter());
      } else if (stream.skipName("is")) {
        steps.add(parseTest());
      } else if (stream.current().isOperator("(")) {
        steps.add(new Step.Call(arguments.parse()));
      } else {
        return steps;
      }
    }
  }

  private Step parseAttribute() {
    Token token = stream.next();
    if (token.is(TokenType.NAME)) {
      return new Step.Attribute(token.text());
    }
    if (!token.is(TokenType.INTEGER)) {
      throw stream.failure("expected name or number", token);
    }
    return new Step.Item(new Literal.Constant(expressions.primaries().integer(token)));
  }

  private Step parseSubscript() {
    stream.enter();
    List<Step> subscripts = new ArrayList<>();
    while (!stream.skipOperator("]")) {
      if (!subscripts.isEmpty()) {
        stream.expectOperator(",");
      }
      subscripts.add(parseOneSubscript());
    }
    stream.leave();
    return subscripts.size() == 1 ? subscripts.get(0) : new Step.Item(tuple(subscripts));
  }

  private Expression tuple(List<Step> subscripts) {
    List<Expression> keys = new ArrayList<>();
    for (Step subscript : subscripts) {
      if (!(subscript instanceof Step.Item item)) {
        throw stream.failure("a slice cannot stand beside other subscripts");
      }
      keys.add(item.key());
    }
    return new Literal.TupleOf(keys);
  }

  private Step parseOneSubscript() {
    Expression start = Literal.Constant.NONE;
    if (!stream.current().isOperator(":")) {
      start = expressions.parse();
      if (!stream.current().isOperator(":")) {
        return new Step.Item(start);
      }
    }
    stream.expectOperator(":");
    Expression stop = parseBound();
    Expression step = stream.skipOperator(":") ? parseBound() : Literal.Constant.NONE;
    return new Step.Slicing(start, stop, step);
  }

  private Expression parseBound() {
    Token token = stream.current();
    boolean absent = token.isOperator(":") || token.isOperator("]") || token.isOperator(",");
    return absent ? Literal.Constant.NONE : expressions.parse();
  }

  /** A filter's name and arguments, after the bar. */
  Step parseFilter() {
    Token token = stream.current();
    String name = parseDottedName();
    if (!Filters.exists(name)) {
      context.unknown("No filter named '" + name + "'.", token);
    }
    return new Step.Filtering(name, parseOptionalArguments());
  }

  private ArgumentList parseOptionalArguments() {
    return stream.current().isOperator("(") ? arguments.parse() : ArgumentList.NONE;
  }

  private String parseDottedName() {
    StringBuilder name = new StringBuilder(stream.expect(TokenType.NAME).text());
    while (stream.skipOperator(".")) {
      name.append('.').append(stream.expect(TokenType.NAME).text());
    }
    return name.toString();
  }

  private Step parseTest() {
    boolean negated = stream.skipName("not");
    Token token = stream.current();
    String name = parseDottedName();
    if (!Tests.exists(name)) {
      context.unknown("No test named '" + name + "'.", token);
    }
    return new Step.Testing(name, parseTestArguments(), negated);
  }

  private ArgumentList parseTestArguments() {
    Token token = stream.current();
    if (token.isOperator("(")) {
      return arguments.parse();
    }
    boolean starts =
        ARGUMENT_STARTS.contains(token.type()) || token.isOperator("[") || token.isOperator("{");
    if (!starts || token.is(TokenType.NAME) && NO_ARGUMENT.contains(token.text())) {
      return ArgumentList.NONE;
    }
    if (token.isName("is")) {
      throw stream.failure("You cannot chain multiple tests with is");
    }
    stream.enter();
    Expression argument = expressions.primaries().parseTestArgument();
    stream.leave();
    return new ArgumentList(List.of(argument), java.util.Map.of(), null, null);
  }
}
