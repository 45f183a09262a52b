package dev.servllama.chat.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A macro together with the scope it was defined in. */
final class MacroValue implements FunctionValue {
  private final Macro macro;
  private final Scope definition;

  MacroValue(Macro macro, Scope definition) {
    this.macro = macro;
    this.definition = definition;
  }

  @Override
  public Value call(Arguments arguments, Rendering rendering) {
    Scope scope = definition.child();
    Map<String, Value> left = new LinkedHashMap<>(arguments.named());
    rendering.enter(macro.height());
    assignParameters(arguments.positional(), left, scope);
    assignExtras(arguments.positional(), left, scope);
    TextBuilder out = new TextBuilder(rendering);
    macro.body().execute(scope, out);
    rendering.leave(macro.height());
    return out.build();
  }

  private void assignParameters(List<Value> given, Map<String, Value> named, Scope scope) {
    List<String> parameters = macro.parameters();
    int firstDefault = parameters.size() - macro.defaults().size();
    for (int i = 0; i < parameters.size(); i++) {
      String parameter = parameters.get(i);
      Value value = i < given.size() ? given.get(i) : named.remove(parameter);
      if (value == null) {
        value =
            i >= firstDefault
                ? macro.defaults().get(i - firstDefault).evaluate(scope)
                : new UndefinedValue("parameter '" + parameter + "' was not provided");
      }
      scope.set(parameter, value);
    }
  }

  private void assignExtras(List<Value> given, Map<String, Value> named, Scope scope) {
    int count = macro.parameters().size();
    if (macro.extras().contains("caller") && !macro.parameters().contains("caller")) {
      Value caller = named.remove("caller");
      scope.set("caller", caller != null ? caller : new UndefinedValue("No caller defined"));
    }
    if (macro.extras().contains("kwargs")) {
      scope.set("kwargs", DictValue.ofNamed(named));
    } else if (!named.isEmpty()) {
      throw TemplateException.failed(
          "macro '"
              + macro.name()
              + "' takes no keyword argument '"
              + named.keySet().iterator().next()
              + "'");
    }
    if (macro.extras().contains("varargs")) {
      scope.set(
          "varargs", TupleValue.of(given.subList(Math.min(count, given.size()), given.size())));
    } else if (given.size() > count) {
      throw TemplateException.failed(
          "macro '" + macro.name() + "' takes not more than " + count + " argument(s)");
    }
  }

  @Override
  public Value attribute(String name) {
    return switch (name) {
      case "name" -> Text.trusted(macro.name());
      case "arguments" ->
          TupleValue.of(macro.parameters().stream().<Value>map(Text::trusted).toList());
      case "catch_kwargs" -> BoolValue.of(macro.extras().contains("kwargs"));
      case "catch_varargs" -> BoolValue.of(macro.extras().contains("varargs"));
      case "caller" -> BoolValue.of(macro.extras().contains("caller"));
      default -> UndefinedValue.attribute(this, name);
    };
  }

  @Override
  public String toString() {
    return "<Macro '" + macro.name() + "'>";
  }

  @Override
  public String typeName() {
    return "jinja2.runtime.Macro";
  }
}
