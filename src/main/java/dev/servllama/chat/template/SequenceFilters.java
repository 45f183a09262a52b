package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The filters that take a sequence as a whole. */
final class SequenceFilters {
  static final Map<String, Filter> FILTERS =
      Map.of(
          "first", SequenceFilters::first,
          "last", SequenceFilters::last,
          "list", (value, args, r) -> ListValue.of(copy(value, r)),
          "reverse", SequenceFilters::reverse,
          "join", SequenceFilters::join,
          "sum", SequenceFilters::sum,
          "batch", SequenceFilters::batch,
          "slice", SequenceFilters::slice);

  private SequenceFilters() {}

  private static List<Value> copy(Value value, Rendering r) {
    List<Value> items = Coercion.toList(value, r);
    r.allocateElements(items.size());
    return new ArrayList<>(items);
  }

  private static Value first(Value value, Arguments args, Rendering r) {
    if (value instanceof IteratorValue iterator && iterator.hasNext()) {
      return iterator.next();
    }
    if (value instanceof Text text && text.length() > 0) {
      return Access.item(text, IntValue.of(0), r);
    }
    List<Value> items = Coercion.toList(value, r);
    return items.isEmpty()
        ? new UndefinedValue("No first item, sequence was empty.")
        : items.get(0);
  }

  private static Value last(Value value, Arguments args, Rendering r) {
    if (value instanceof IteratorValue) {
      throw TemplateException.failed("'" + value.typeName() + "' object is not reversible");
    }
    if (value instanceof Text text && text.length() > 0) {
      return Access.item(text, IntValue.of(-1), r);
    }
    List<Value> items = Coercion.toList(value, r);
    return items.isEmpty()
        ? new UndefinedValue("No last item, sequence was empty.")
        : items.get(items.size() - 1);
  }

  private static Value reverse(Value value, Arguments args, Rendering r) {
    if (value instanceof Text) {
      return Access.slice(value, NoneValue.NONE, NoneValue.NONE, IntValue.of(-1), r);
    }
    List<Value> items = copy(value, r);
    Collections.reverse(items);
    return value instanceof IteratorValue
        ? ListValue.of(items)
        : new IteratorValue("reversed", items);
  }

  private static Value join(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("join", 0, "d", "attribute");
    Text separator = Repr.str(bound.get(0, Text.EMPTY), r);
    Selector selector = Selector.of(bound.get(1), null);
    TextBuilder joined = new TextBuilder(r);
    boolean first = true;
    for (Value item : Coercion.toList(value, r)) {
      r.step();
      joined.append(first ? Text.EMPTY : separator);
      joined.append(Repr.str(selector.select(item, r), r));
      first = false;
    }
    return joined.build();
  }

  private static Value sum(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("sum", 0, "attribute", "start");
    Selector selector = Selector.of(bound.get(0), null);
    Value sum = bound.get(1, IntValue.of(0));
    if (sum instanceof Text) {
      throw TemplateException.failed("sum() can't sum strings [use ''.join(seq) instead]");
    }
    for (Value item : Coercion.toList(value, r)) {
      sum = Arithmetic.apply("+", sum, selector.select(item, r), r);
    }
    return sum;
  }

  private static Value batch(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("batch", 1, "linecount", "fill_with");
    int size = bound.integer(0, 1);
    List<Value> batches = new ArrayList<>();
    List<Value> batch = new ArrayList<>();
    for (Value item : copy(value, r)) {
      if (batch.size() == size) {
        batches.add(ListValue.of(batch));
        batch = new ArrayList<>();
      }
      batch.add(item);
    }
    if (!batch.isEmpty()) {
      fill(batch, size, bound, r);
      batches.add(ListValue.of(batch));
    }
    return IteratorValue.generator(batches);
  }

  private static void fill(List<Value> batch, int size, Arguments.Bound bound, Rendering r) {
    if (bound.given(1) && batch.size() < size) {
      r.allocateElements(size);
      batch.addAll(Collections.nCopies(size - batch.size(), bound.get(1)));
    }
  }

  private static Value slice(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("slice", 1, "slices", "fill_with");
    int slices = bound.integer(0, 1);
    if (slices == 0) {
      throw TemplateException.failed("integer division or modulo by zero");
    }
    List<Value> items = copy(value, r);
    r.allocateElements(Math.max(0, slices));
    int size = Math.floorDiv(items.size(), slices);
    int longer = Math.floorMod(items.size(), slices);
    List<Value> columns = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < slices; i++) {
      int to = from + size + (i < longer ? 1 : 0);
      List<Value> column = new ArrayList<>(items.subList(from, to));
      if (bound.given(1) && i >= longer) {
        column.add(bound.get(1));
      }
      columns.add(ListValue.of(column));
      from = to;
    }
    return IteratorValue.generator(columns);
  }
}
