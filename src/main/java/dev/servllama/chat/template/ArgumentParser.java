package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses the arguments of a call, from its opening to its closing bracket. */
final class ArgumentParser {
  private final TokenStream stream;
  private final ExpressionParser expressions;

  ArgumentParser(TokenStream stream, ExpressionParser expressions) {
    this.stream = stream;
    this.expressions = expressions;
  }

  ArgumentList parse() {
    stream.enter();
    Token open = stream.next();
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    Expression spread = null;
    Expression spreadNamed = null;
    for (boolean first = true; !stream.skipOperator(")"); first = false) {
      if (!first) {
        stream.expectOperator(",");
        if (stream.skipOperator(")")) {
          break;
        }
      }
      if (stream.skipOperator("*")) {
        require(spread == null && spreadNamed == null, open);
        spread = expressions.parse();
      } else if (stream.skipOperator("**")) {
        require(spreadNamed == null, open);
        spreadNamed = expressions.parse();
      } else if (stream.current().is(TokenType.NAME) && stream.lookAhead().isOperator("=")) {
        require(spreadNamed == null, open);
        parseNamed(named);
      } else {
        require(spread == null && spreadNamed == null && named.isEmpty(), open);
        positional.add(expressions.parse());
      }
    }
    stream.leave();
    return positional.isEmpty() && named.isEmpty() && spread == null && spreadNamed == null
        ? ArgumentList.NONE
        : new ArgumentList(positional, named, spread, spreadNamed);
  }

  private void parseNamed(Map<String, Expression> named) {
    Token name = stream.next();
    stream.expectOperator("=");
    if (named.put(name.text(), expressions.parse()) != null) {
      throw stream.failure("keyword argument repeated: " + name.text(), name);
    }
  }

  private void require(boolean ordered, Token open) {
    if (!ordered) {
      throw stream.failure("invalid syntax for function call expression", open);
    }
  }
}
