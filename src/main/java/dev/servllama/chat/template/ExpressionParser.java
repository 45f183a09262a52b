package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Parses expressions, from the operators that bind least to those that bind most. */
final class ExpressionParser {
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

  private final TokenStream stream;
  private final ParserContext context;
  private final PrimaryParser primaries;

  ExpressionParser(TokenStream stream, ParserContext context) {
    this.stream = stream;
    this.context = context;
    this.primaries = new PrimaryParser(stream, context, this);
  }

  PrimaryParser primaries() {
    return primaries;
  }

  /** An expression, conditional ones included. */
  Expression parse() {
    stream.enter();
    int mark = context.mark();
    Expression expression = parseOr();
    while (stream.skipName("if")) {
      Expression condition = parseOr();
      Expression otherwise = stream.skipName("else") ? parse() : Operation.Conditional.NO_ELSE;
      context.forgetSince(mark);
      expression = new Operation.Conditional(condition, expression, otherwise);
    }
    stream.leave();
    return expression;
  }

  Expression parseOr() {
    return parseJunction(true, () -> parseJunction(false, this::parseNot));
  }

  private Expression parseJunction(boolean or, Supplier<Expression> operand) {
    Expression first = operand.get();
    String word = or ? "or" : "and";
    if (!stream.current().isName(word)) {
      return first;
    }
    List<Expression> operands = new ArrayList<>(List.of(first));
    while (stream.skipName(word)) {
      operands.add(operand.get());
    }
    return new Operation.Junction(or, operands);
  }

  private Expression parseNot() {
    if (!stream.current().isName("not")) {
      return parseComparison();
    }
    stream.next();
    stream.enter();
    Expression operand = parseNot();
    stream.leave();
    return new Operation.Negation(operand);
  }

  private Expression parseComparison() {
    Expression first = parseSum();
    List<Operation.Link> links = new ArrayList<>();
    for (String operator = comparison(); operator != null; operator = comparison()) {
      links.add(new Operation.Link(operator, parseSum()));
    }
    return links.isEmpty() ? first : new Operation.Comparison(first, links);
  }

  /** Takes a comparison's operator, or returns null if there is none. */
  private String comparison() {
    Token token = stream.current();
    if (token.is(TokenType.OPERATOR) && COMPARISONS.contains(token.text())) {
      return stream.next().text();
    }
    if (stream.skipName("in")) {
      return "in";
    }
    if (token.isName("not") && stream.lookAhead().isName("in")) {
      stream.next();
      stream.next();
      return "not in";
    }
    return null;
  }

  private Expression parseSum() {
    return parseArithmetics(List.of("+", "-"), this::parseConcatenation);
  }

  private Expression parseArithmetics(List<String> operators, Supplier<Expression> operand) {
    Expression first = operand.get();
    List<Operation.Link> links = new ArrayList<>();
    while (stream.current().is(TokenType.OPERATOR) && operators.contains(stream.current().text())) {
      String operator = stream.next().text();
      links.add(new Operation.Link(operator, operand.get()));
    }
    return links.isEmpty() ? first : new Operation.Arithmetics(first, links);
  }

  private Expression parseConcatenation() {
    Expression first = parseProduct();
    if (!stream.current().isOperator("~")) {
      return first;
    }
    List<Expression> operands = new ArrayList<>(List.of(first));
    while (stream.skipOperator("~")) {
      operands.add(parseProduct());
    }
    return new Operation.Concatenation(operands);
  }

  private Expression parseProduct() {
    return parseArithmetics(List.of("*", "/", "//", "%"), this::parsePower);
  }

  private Expression parsePower() {
    return parseArithmetics(List.of("**"), () -> primaries.parseUnary(true));
  }

  /** Expressions with commas between them: one alone, or a tuple of them. */
  Expression parseTuple(boolean conditional, String end, boolean emptyAllowed) {
    List<Expression> items = new ArrayList<>();
    boolean tuple = false;
    while (!atTupleEnd(end)) {
      items.add(conditional ? parse() : parseOr());
      tuple |= stream.current().isOperator(",");
      if (!stream.skipOperator(",")) {
        break;
      }
    }
    if (items.isEmpty() && !emptyAllowed) {
      throw stream.failure("Expected an expression, got " + stream.current().describe());
    }
    return tuple || items.isEmpty() ? new Literal.TupleOf(items) : items.get(0);
  }

  private boolean atTupleEnd(String end) {
    Token token = stream.current();
    return token.is(TokenType.VARIABLE_END)
        || token.is(TokenType.BLOCK_END)
        || token.isOperator(")")
        || end != null && token.isName(end);
  }
}
