package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;

/** Attributes, elements and slices of values, as jinja2's sandbox hands them out. */
final class Access {
  private Access() {}

  /** {@code value.name}: an attribute, or else the element of that key. */
  static Value attribute(Value owner, String name) {
    Value attribute = ownAttribute(owner, name);
    if (!(attribute instanceof UndefinedValue)) {
      return attribute;
    }
    if (owner instanceof DictValue dict && !DictMethods.hasMethod(name)) {
      Value entry = dict.get(Text.trusted(name));
      return entry != null ? entry : attribute;
    }
    return attribute;
  }

  private static Value ownAttribute(Value owner, String name) {
    return name.startsWith("__") && !(owner instanceof UndefinedValue)
        ? UndefinedValue.withheld(owner, name)
        : owner.attribute(name);
  }

  /** {@code value[key]}: an element, or else the attribute of that name. */
  static Value item(Value owner, Value key, Rendering rendering) {
    rendering.step();
    if (owner instanceof UndefinedValue undefined) {
      throw undefined.failure();
    }
    Value element = element(owner, key, rendering);
    if (element != null) {
      return element;
    }
    return key instanceof Text name
        ? ownAttribute(owner, name.chars())
        : UndefinedValue.element(owner, key);
  }

  /** The element, or null if there is none. */
  private static Value element(Value owner, Value key, Rendering rendering) {
    if (owner instanceof DictValue dict) {
      rendering.walk(key.extent().weight());
      return key instanceof ListValue || key instanceof DictValue ? null : dict.get(key);
    }
    if (!(key instanceof NumberValue number) || !number.integral()) {
      return null;
    }
    int index = Coercion.toInt(number);
    if (owner instanceof SequenceValue sequence) {
      int position = index < 0 ? index + sequence.items().size() : index;
      return position >= 0 && position < sequence.items().size()
          ? sequence.items().get(position)
          : null;
    }
    return owner instanceof Text text ? character(text, index, rendering) : null;
  }

  private static Value character(Text text, int index, Rendering rendering) {
    rendering.work(text.length());
    int length = Positions.length(text);
    int position = index < 0 ? index + length : index;
    if (position < 0 || position >= length) {
      return null;
    }
    int from = Positions.toUnits(text, position);
    return text.slice(from, from + Character.charCount(text.chars().codePointAt(from)));
  }

  /** {@code value[start:stop:step]}; each bound may be None. */
  static Value slice(Value owner, Value start, Value stop, Value step, Rendering rendering) {
    rendering.step();
    if (owner instanceof UndefinedValue undefined) {
      throw undefined.failure();
    }
    if (!(owner instanceof Text) && !(owner instanceof SequenceValue)) {
      throw TemplateException.failed("'" + owner.typeName() + "' object cannot be sliced");
    }
    int size =
        owner instanceof Text text
            ? Coercion.length(text, rendering)
            : ((SequenceValue) owner).items().size();
    Slice slice = Slice.of(start, stop, step, size);
    if (owner instanceof Text text) {
      return slice(text, slice, rendering);
    }
    if (owner instanceof RangeValue range) {
      return range.slice(slice);
    }
    List<Value> items = pick(((SequenceValue) owner).items(), slice, rendering);
    return owner instanceof TupleValue ? TupleValue.of(items) : ListValue.of(items);
  }

  private static List<Value> pick(List<Value> items, Slice slice, Rendering rendering) {
    rendering.allocateElements(slice.count());
    List<Value> picked = new ArrayList<>(slice.count());
    for (int i = 0; i < slice.count(); i++) {
      picked.add(items.get(slice.position(i)));
    }
    return picked;
  }

  private static Text slice(Text text, Slice slice, Rendering rendering) {
    if (slice.step() == 1) {
      int from = Positions.toUnits(text, slice.start());
      int to = Positions.toUnits(text, slice.start() + slice.count());
      rendering.allocate(to - from);
      return text.slice(from, to);
    }
    List<Value> characters = pick(Coercion.toList(text, rendering), slice, rendering);
    TextBuilder picked = new TextBuilder(rendering);
    characters.forEach(character -> picked.append((Text) character));
    return picked.build();
  }
}
