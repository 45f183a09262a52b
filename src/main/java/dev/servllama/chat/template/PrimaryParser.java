package dev.servllama.chat.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Parses literals and names, and what is done to them: attributes, calls, filters, tests. */
final class PrimaryParser {
  private static final int MAX_DIGITS = 4_300;

  private final TokenStream stream;
  private final ParserContext context;
  private final ExpressionParser expressions;
  private final StepParser steps;

  PrimaryParser(TokenStream stream, ParserContext context, ExpressionParser expressions) {
    this.stream = stream;
    this.context = context;
    this.expressions = expressions;
    this.steps = new StepParser(stream, context, expressions);
  }

  StepParser steps() {
    return steps;
  }

  /** An operand with its sign; filters and tests belong to it only where {@code filters} says. */
  Expression parseUnary(boolean filters) {
    Token token = stream.current();
    boolean signed = token.isOperator("-") || token.isOperator("+");
    Expression operand = signed ? parseSigned() : parsePrimary();
    List<Step> done = steps.parsePostfix();
    if (filters) {
      done.addAll(steps.parseFilters());
    }
    return done.isEmpty() ? operand : new Operation.Chain(operand, List.copyOf(done));
  }

  private Expression parseSigned() {
    stream.enter();
    boolean negative = stream.next().isOperator("-");
    Expression operand = parseUnary(false);
    stream.leave();
    return new Operation.Sign(negative, operand);
  }

  /** A literal or a name, with the attributes and calls that follow it. */
  Expression parseTestArgument() {
    Expression primary = parsePrimary();
    List<Step> done = steps.parsePostfix();
    return done.isEmpty() ? primary : new Operation.Chain(primary, List.copyOf(done));
  }

  private Expression parsePrimary() {
    Token token = stream.next();
    return switch (token.type()) {
      case NAME -> name(token.text());
      case STRING -> new Literal.Constant(Text.trusted(strings(token)));
      case INTEGER -> new Literal.Constant(integer(token));
      case FLOAT -> new Literal.Constant(decimal(token));
      default -> parseBrackets(token);
    };
  }

  private Expression name(String name) {
    return switch (name) {
      case "true", "True" -> new Literal.Constant(BoolValue.TRUE);
      case "false", "False" -> new Literal.Constant(BoolValue.FALSE);
      case "none", "None" -> Literal.Constant.NONE;
      default -> {
        context.mention(name);
        yield new Literal.Name(name);
      }
    };
  }

  /** Strings next to each other are one. */
  private String strings(Token first) {
    StringBuilder joined = new StringBuilder(first.text());
    while (stream.current().is(TokenType.STRING)) {
      joined.append(stream.next().text());
    }
    return joined.toString();
  }

  IntValue integer(Token token) {
    String digits = token.text().replace("_", "");
    if (digits.length() > MAX_DIGITS) {
      throw stream.failure("an integer has more than " + MAX_DIGITS + " digits", token);
    }
    char kind = digits.length() > 1 ? Character.toLowerCase(digits.charAt(1)) : ' ';
    int radix = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 10;
    BigInteger value = new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
    if (value.bitLength() > Limits.MAX_INTEGER_BITS) {
      throw stream.failure("an integer is too large", token);
    }
    return new IntValue(value);
  }

  private FloatValue decimal(Token token) {
    if (token.text().length() > MAX_DIGITS) {
      throw stream.failure("a number has more than " + MAX_DIGITS + " digits", token);
    }
    return new FloatValue(Double.parseDouble(token.text().replace("_", "")));
  }

  private Expression parseBrackets(Token token) {
    stream.enter();
    Expression expression;
    if (token.isOperator("(")) {
      expression = expressions.parseTuple(true, null, true);
      stream.expectOperator(")");
    } else if (token.isOperator("[")) {
      expression = new Literal.ListOf(parseList());
    } else if (token.isOperator("{")) {
      expression = parseDict();
    } else {
      throw stream.failure("unexpected " + token.describe(), token);
    }
    stream.leave();
    return expression;
  }

  private List<Expression> parseList() {
    List<Expression> items = new ArrayList<>();
    while (!stream.skipOperator("]")) {
      if (!items.isEmpty()) {
        stream.expectOperator(",");
      }
      if (!stream.current().isOperator("]")) {
        items.add(expressions.parse());
      }
    }
    return items;
  }

  private Expression parseDict() {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!stream.skipOperator("}")) {
      if (!keys.isEmpty()) {
        stream.expectOperator(",");
      }
      if (!stream.current().isOperator("}")) {
        keys.add(expressions.parse());
        stream.expectOperator(":");
        values.add(expressions.parse());
      }
    }
    return new Literal.DictOf(keys, values);
  }
}
