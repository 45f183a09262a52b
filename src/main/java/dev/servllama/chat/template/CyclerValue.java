package dev.servllama.chat.template;

import java.util.List;

/** What {@code cycler()} makes: it goes through its values again and again. */
final class CyclerValue implements Value {
  private final List<Value> values;
  private int position;

  CyclerValue(List<Value> values) {
    if (values.isEmpty()) {
      throw TemplateException.failed("at least one item has to be provided");
    }
    this.values = values;
  }

  @Override
  public Value attribute(String name) {
    return switch (name) {
      case "current" -> values.get(position);
      case "next" -> FunctionValue.plain(name, (args, r) -> next());
      case "reset" -> FunctionValue.plain(name, (args, r) -> reset());
      case "items" -> TupleValue.of(values);
      case "pos" -> IntValue.of(position);
      default -> UndefinedValue.attribute(this, name);
    };
  }

  private Value next() {
    Value value = values.get(position);
    position = (position + 1) % values.size();
    return value;
  }

  private Value reset() {
    position = 0;
    return NoneValue.NONE;
  }

  @Override
  public boolean truthy() {
    return true;
  }

  @Override
  public String typeName() {
    return "jinja2.utils.Cycler";
  }
}
