package dev.servllama.chat.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The methods of Python's {@code str}. */
final class TextMethods {
  private static final Map<String, TextMethod> METHODS = methods();

  private TextMethods() {}

  private static Map<String, TextMethod> methods() {
    Map<String, TextMethod> methods = new HashMap<>();
    TextCaseMethods.METHODS.forEach((name, method) -> methods.put(name, bare(name, method)));
    TextClassMethods.METHODS.forEach((name, method) -> methods.put(name, bare(name, method)));
    methods.putAll(TextSearchMethods.METHODS);
    methods.putAll(TextSplitMethods.METHODS);
    methods.putAll(TextPadMethods.METHODS);
    return Map.copyOf(methods);
  }

  /** A method that takes no arguments. */
  private static TextMethod bare(String name, TextMethod method) {
    return (self, arguments, r) -> {
      arguments.bind(name, 0);
      return method.call(self, arguments, r);
    };
  }

  static Value attribute(Text self, String name) {
    TextMethod method = METHODS.get(name);
    if (method == null) {
      return UndefinedValue.attribute(self, name);
    }
    return FunctionValue.plain(name, (arguments, r) -> call(method, self, arguments, r));
  }

  private static Value call(TextMethod method, Text self, Arguments arguments, Rendering r) {
    r.work(self.length());
    Value result = method.call(self, arguments, r);
    if (result instanceof Text text && text != self) {
      r.allocate(text.length());
    }
    return self.markup() ? asMarkup(result) : result;
  }

  /** Methods of a text marked as safe HTML return such texts. */
  private static Value asMarkup(Value result) {
    if (result instanceof Text text) {
      return text.asMarkup(true);
    }
    if (result instanceof ListValue list) {
      return ListValue.of(list.items().stream().map(TextMethods::asMarkup).toList());
    }
    if (result instanceof TupleValue tuple) {
      List<Value> items = tuple.items().stream().map(TextMethods::asMarkup).toList();
      return TupleValue.of(items);
    }
    return result;
  }
}
