package dev.servllama.chat.template;

import java.util.List;

/** The variable {@code loop}: where a loop stands. Calling it goes through deeper elements. */
final class LoopValue implements FunctionValue {
  private final Loop loop;
  private final Scope scope;
  private final List<Value> items;
  private final int depth;
  private int index;
  private TupleValue lastSeen;

  LoopValue(Loop loop, Scope scope, List<Value> items, int depth) {
    this.loop = loop;
    this.scope = scope;
    this.items = items;
    this.depth = depth;
  }

  void moveTo(int position) {
    index = position;
  }

  @Override
  public Value attribute(String name) {
    return switch (name) {
      case "index" -> IntValue.of(index + 1L);
      case "index0" -> IntValue.of(index);
      case "revindex" -> IntValue.of(items.size() - index);
      case "revindex0" -> IntValue.of(items.size() - index - 1L);
      case "first" -> BoolValue.of(index == 0);
      case "last" -> BoolValue.of(index == items.size() - 1);
      case "length" -> IntValue.of(items.size());
      case "depth" -> IntValue.of(depth + 1L);
      case "depth0" -> IntValue.of(depth);
      case "previtem" -> index > 0 ? items.get(index - 1) : none("previous");
      case "nextitem" -> index < items.size() - 1 ? items.get(index + 1) : none("next");
      case "cycle" -> FunctionValue.plain(name, (args, r) -> cycle(args));
      case "changed" -> FunctionValue.plain(name, this::changed);
      default -> UndefinedValue.attribute(this, name);
    };
  }

  private static Value none(String which) {
    return new UndefinedValue("there is no " + which + " item");
  }

  private Value cycle(Arguments args) {
    List<Value> values = args.positional();
    if (values.isEmpty()) {
      throw TemplateException.failed("no items for cycling given");
    }
    return values.get(index % values.size());
  }

  private Value changed(Arguments args, Rendering rendering) {
    TupleValue seen = TupleValue.of(args.positional());
    boolean changed = lastSeen == null || !Ordering.equal(lastSeen, seen, rendering);
    lastSeen = seen;
    return BoolValue.of(changed);
  }

  @Override
  public Value call(Arguments arguments, Rendering rendering) {
    if (!loop.recursive()) {
      throw TemplateException.failed(
          "The loop must have the 'recursive' marker to be called recursively.");
    }
    Value deeper = arguments.bind("loop", 1, "iterable").get(0);
    TextBuilder out = new TextBuilder(rendering);
    rendering.enter(loop.height());
    loop.run(deeper, scope, out, depth + 1);
    rendering.leave(loop.height());
    return out.build();
  }

  @Override
  public String toString() {
    return "<LoopContext " + (index + 1) + "/" + items.size() + ">";
  }

  @Override
  public String typeName() {
    return "jinja2.runtime.LoopContext";
  }
}
