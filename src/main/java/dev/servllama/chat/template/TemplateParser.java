package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses a whole template: the text between tags, and the statements that tags make. */
final class TemplateParser {
  private final TokenStream stream;
  private final ParserContext context = new ParserContext();
  private final ExpressionParser expressions;
  private final StatementParser statements;

  private TemplateParser(Source source) {
    this.stream = new TokenStream(source);
    this.expressions = new ExpressionParser(stream, context);
    this.statements = new StatementParser(this, stream, context, expressions);
  }

  static Body parse(Source source) {
    TemplateParser parser = new TemplateParser(source);
    Body body = parser.parseUntil(Set.of());
    parser.context.failOnUnknown(parser.stream);
    return body;
  }

  /** The body of a statement, from the end of its tag to the name of a closing one. */
  Body parseBody(String... ends) {
    stream.skipOperator(":");
    stream.expect(TokenType.BLOCK_END);
    stream.enter();
    Body body = parseUntil(Set.of(ends));
    stream.leave();
    if (stream.current().is(TokenType.EOF)) {
      throw stream.failure(
          "the template ends before {% " + String.join(" %} or {% ", ends) + " %}");
    }
    return body;
  }

  /** The body of a statement with a single closing tag, whose name is taken as well. */
  Body parseWholeBody(String end) {
    Body body = parseBody(end);
    stream.next();
    return body;
  }

  private Body parseUntil(Set<String> ends) {
    List<Statement> body = new ArrayList<>();
    while (!stream.current().is(TokenType.EOF)) {
      Token token = stream.next();
      switch (token.type()) {
        case DATA -> body.add(new Output.Data(token.text()));
        case VARIABLE_BEGIN -> {
          body.add(new Output.Print(expressions.parseTuple(true, null, false)));
          stream.expect(TokenType.VARIABLE_END);
        }
        default -> {
          Token name = stream.current();
          if (name.is(TokenType.NAME) && ends.contains(name.text())) {
            return new Body(body);
          }
          body.add(statements.parse());
          stream.expect(TokenType.BLOCK_END);
        }
      }
    }
    return new Body(body);
  }
}
