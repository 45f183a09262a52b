package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;

/** Parses the statement of a block tag, up to but without the end of its last tag. */
final class StatementParser {
  private final TemplateParser bodies;
  private final TokenStream stream;
  private final ParserContext context;
  private final ExpressionParser expressions;
  private final TargetParser targets;
  private final MacroParser macros;

  StatementParser(
      TemplateParser bodies,
      TokenStream stream,
      ParserContext context,
      ExpressionParser expressions) {
    this.bodies = bodies;
    this.stream = stream;
    this.context = context;
    this.expressions = expressions;
    this.targets = new TargetParser(stream, context);
    this.macros = new MacroParser(bodies, stream, context, expressions);
  }

  Statement parse() {
    Token tag = stream.expect(TokenType.NAME);
    return switch (tag.text()) {
      case "if" -> parseIf();
      case "for" -> parseFor();
      case "set" -> parseSet();
      case "with" -> parseWith();
      case "macro" -> macros.parseMacro();
      case "call" -> macros.parseCall();
      case "filter" -> parseFilterBlock();
      case "print" -> parsePrint();
      case "autoescape" -> parseAutoescape();
      case "break" -> parseJump(Statement.Flow.BREAK, tag);
      case "continue" -> parseJump(Statement.Flow.CONTINUE, tag);
      case "generation" -> macros.parseGeneration();
      case "block" -> parseBlock();
      case "include", "import", "from", "extends" -> parseLoading(tag);
      default -> throw stream.failure("Encountered unknown tag '" + tag.text() + "'.", tag);
    };
  }

  private Statement parseIf() {
    return context.withSoft(
        true,
        () -> {
          List<Expression> conditions = new ArrayList<>();
          List<Body> branches = new ArrayList<>();
          do {
            conditions.add(expressions.parseTuple(false, null, false));
            branches.add(bodies.parseBody("elif", "else", "endif"));
          } while (stream.next().isName("elif"));
          return new Branch.If(conditions, branches, parseOtherwise("endif"));
        });
  }

  /** The body after {@code else}, if that was the last tag's name; else an empty one. */
  private Body parseOtherwise(String end) {
    return stream.previous().isName("else") ? bodies.parseWholeBody(end) : new Body(List.of());
  }

  private Statement parseFor() {
    int before = stream.beginMeasure();
    Target target = targets.parse(false, "in");
    if (stream.previous().isName("loop")) {
      throw stream.failure("Can't assign to special loop variable in for-loop target");
    }
    stream.expectName("in");
    Expression iterable = expressions.parseTuple(false, "recursive", false);
    Expression condition =
        stream.skipName("if") ? context.withSoft(false, expressions::parse) : null;
    boolean recursive = stream.skipName("recursive");
    Body body = context.inLoop(() -> bodies.parseBody("else", "endfor"));
    stream.next();
    Body otherwise = context.withSoft(false, () -> parseOtherwise("endfor"));
    int height = stream.endMeasure(before);
    return new Loop(target, iterable, condition, recursive, body, otherwise, height);
  }

  private Statement parseSet() {
    Target target = targets.parse(true, null);
    if (stream.skipOperator("=")) {
      return new Assignment.Value(target, expressions.parseTuple(true, null, false));
    }
    return context.withSoft(
        false,
        () -> {
          List<Step> filters = parseFilterSteps();
          return new Assignment.Block(target, filters, bodies.parseWholeBody("endset"));
        });
  }

  private List<Step> parseFilterSteps() {
    List<Step> filters = new ArrayList<>();
    while (stream.skipOperator("|")) {
      filters.add(expressions.primaries().steps().parseFilter());
    }
    return filters;
  }

  private Statement parseWith() {
    List<Target> variables = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!stream.current().is(TokenType.BLOCK_END)) {
      if (!variables.isEmpty()) {
        stream.expectOperator(",");
      }
      variables.add(targets.parse(false, null));
      stream.expectOperator("=");
      values.add(expressions.parse());
    }
    Body body = context.withSoft(false, () -> bodies.parseWholeBody("endwith"));
    return new Assignment.With(variables, values, body);
  }

  private Statement parseFilterBlock() {
    return context.withSoft(
        false,
        () -> {
          List<Step> filters = new ArrayList<>();
          filters.add(expressions.primaries().steps().parseFilter());
          filters.addAll(parseFilterSteps());
          return new Branch.Filtered(filters, bodies.parseWholeBody("endfilter"));
        });
  }

  private Statement parsePrint() {
    List<Statement> prints = new ArrayList<>();
    while (!stream.current().is(TokenType.BLOCK_END)) {
      if (!prints.isEmpty()) {
        stream.expectOperator(",");
      }
      prints.add(new Output.Print(expressions.parse()));
    }
    return new Body(prints);
  }

  private Statement parseAutoescape() {
    Expression wanted = expressions.parse();
    Body body = context.withSoft(false, () -> bodies.parseWholeBody("endautoescape"));
    Statement refused = new Branch.Refused("autoescape is not supported");
    return new Branch.If(
        List.of(wanted),
        List.of(new Body(List.of(refused))),
        new Body(List.of(new Branch.Scoped(body, false))));
  }

  private Statement parseJump(Statement.Flow flow, Token tag) {
    if (!context.inLoop()) {
      throw stream.failure("'" + tag.text() + "' outside of a loop", tag);
    }
    return new Branch.Jump(flow);
  }

  private Statement parseBlock() {
    stream.expect(TokenType.NAME);
    boolean scoped = stream.skipName("scoped");
    stream.skipName("required");
    Body body = context.inMacro(ParserContext.noExtras(), () -> bodies.parseWholeBody("endblock"));
    if (stream.current().is(TokenType.NAME)) {
      stream.next();
    }
    return new Branch.Scoped(body, !scoped);
  }

  private Statement parseLoading(Token tag) {
    while (!stream.current().is(TokenType.BLOCK_END) && !stream.current().is(TokenType.EOF)) {
      stream.next();
    }
    return new Branch.Refused(
        "there is no other template that {% " + tag.text() + " %} could load");
  }
}
