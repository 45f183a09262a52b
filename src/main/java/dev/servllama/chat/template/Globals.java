package dev.servllama.chat.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions that every template can call. */
final class Globals {
  private static final Map<String, Value> GLOBALS =
      Map.of(
          "raise_exception", FunctionValue.plain("raise_exception", Globals::raise),
          "strftime_now", FunctionValue.plain("strftime_now", Globals::timeNow),
          "range", FunctionValue.plain("range", Globals::range),
          "dict", FunctionValue.plain("dict", Globals::dict),
          "namespace", FunctionValue.plain("namespace", Globals::namespace),
          "cycler", FunctionValue.plain("cycler", (args, r) -> new CyclerValue(args.positional())),
          "joiner", FunctionValue.plain("joiner", Globals::joiner));

  private Globals() {}

  /** The global of that name, or null. */
  static Value get(String name) {
    return GLOBALS.get(name);
  }

  private static Value raise(Arguments args, Rendering r) {
    Value message = args.bind("raise_exception", 1, "message").get(0);
    throw new TemplateException(TemplateException.Reason.RAISED, Repr.str(message, r).chars());
  }

  private static Value timeNow(Arguments args, Rendering r) {
    String format = args.bind("strftime_now", 1, "format").text(0).chars();
    return Text.trusted(new Strftime(java.time.ZonedDateTime.now(r.clock())).format(format, r));
  }

  private static Value range(Arguments args, Rendering r) {
    if (!args.named().isEmpty()) {
      throw TemplateException.failed("range() takes no keyword arguments");
    }
    Arguments.Bound bound = args.bind("range", 1, "start", "stop", "step");
    long first = bound(bound.get(0));
    return bound.has(1)
        ? new RangeValue(first, bound(bound.get(1)), bound.has(2) ? bound(bound.get(2)) : 1)
        : new RangeValue(0, first, 1);
  }

  private static long bound(Value value) {
    var integer = Coercion.toBigInteger(value);
    return integer.bitLength() < 60
        ? integer.longValue()
        : integer.signum() < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE;
  }

  private static Value dict(Arguments args, Rendering r) {
    Map<Value, Value> entries = new LinkedHashMap<>();
    if (args.positional().size() > 1) {
      throw TemplateException.failed("dict expected at most 1 argument");
    }
    for (Value source : args.positional()) {
      addAll(source, entries, r);
    }
    entries.putAll(DictValue.entriesOf(args.named()));
    return DictValue.of(entries);
  }

  private static void addAll(Value source, Map<Value, Value> entries, Rendering r) {
    if (source instanceof DictValue dict) {
      r.allocateElements(dict.entries().size() * 2L);
      entries.putAll(dict.entries());
      return;
    }
    if (source instanceof UndefinedValue undefined) {
      throw undefined.failure();
    }
    for (Value pair : Coercion.toList(source, r)) {
      List<Value> both = Coercion.toList(pair, r);
      if (both.size() != 2) {
        throw TemplateException.failed("a dict is made of pairs of a key and a value");
      }
      r.allocateElements(2);
      entries.put(DictValue.checkedKey(both.get(0), r), both.get(1));
    }
  }

  private static Value namespace(Arguments args, Rendering r) {
    Map<String, Value> attributes = new LinkedHashMap<>();
    DictValue initial = (DictValue) dict(args, r);
    initial.entries().forEach((key, value) -> attributes.put(Coercion.toText(key).chars(), value));
    return new NamespaceValue(attributes);
  }

  private static Value joiner(Arguments args, Rendering r) {
    Text separator = Repr.str(args.bind("joiner", 0, "sep").get(0, Text.trusted(", ")), r);
    Value[] next = {Text.EMPTY};
    return FunctionValue.plain(
        "joiner",
        (none, rendering) -> {
          Value current = next[0];
          next[0] = separator;
          return current;
        });
  }
}
