package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses what stands to the left of an assignment. */
final class TargetParser {
  private static final Set<String> CONSTANTS =
      Set.of("true", "True", "false", "False", "none", "None");

  private final TokenStream stream;
  private final ParserContext context;

  TargetParser(TokenStream stream, ParserContext context) {
    this.stream = stream;
    this.context = context;
  }

  /** One target or several with commas between them, before the name {@code end} if that is set. */
  Target parse(boolean attributes, String end) {
    List<Target> targets = new ArrayList<>();
    boolean tuple = false;
    while (targets.isEmpty() || !atEnd(end)) {
      targets.add(parseOne(attributes));
      tuple |= stream.current().isOperator(",");
      if (!stream.skipOperator(",")) {
        break;
      }
    }
    return tuple ? new Target.Unpacked(targets) : targets.get(0);
  }

  private boolean atEnd(String end) {
    Token token = stream.current();
    return token.isOperator(")")
        || token.is(TokenType.BLOCK_END)
        || end != null && token.isName(end);
  }

  private Target parseOne(boolean attributes) {
    if (stream.skipOperator("(")) {
      stream.enter();
      Target target = parse(attributes, null);
      stream.leave();
      stream.expectOperator(")");
      return target;
    }
    Token name = stream.current();
    if (!name.is(TokenType.NAME) || CONSTANTS.contains(name.text())) {
      throw stream.failure("can't assign to " + name.describe());
    }
    if (name.isName("loop") && context.withinLoop()) {
      throw stream.failure("Can't assign to special loop variable in for-loop target");
    }
    stream.next();
    if (attributes && stream.skipOperator(".")) {
      return new Target.Attribute(name.text(), stream.expect(TokenType.NAME).text());
    }
    return new Target.Variable(name.text());
  }
}
