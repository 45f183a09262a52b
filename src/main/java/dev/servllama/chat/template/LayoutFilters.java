package dev.servllama.chat.template;

import java.util.List;
import java.util.Map;

/** The filters that lay a text out in lines and columns. */
final class LayoutFilters {
  static final Map<String, Filter> FILTERS =
      Map.of("center", LayoutFilters::center, "indent", LayoutFilters::indent);

  private LayoutFilters() {}

  private static Value center(Value value, Arguments args, Rendering r) {
    int width = args.bind("center", 0, "width").integer(0, 80);
    return TextPadMethods.center(Repr.str(value, r), width, Text.trusted(" "), r);
  }

  private static Value indent(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("indent", 0, "width", "first", "blank");
    Text text = Coercion.toText(value);
    Text indent =
        bound.get(0) instanceof Text given
            ? given
            : new TextBuilder(r).repeat(Text.trusted(" "), bound.integer(0, 4)).build();
    // A line break at the end stays one: jinja2 gets there by appending one more.
    Text ended = new TextBuilder(r).append(text).append("\n").build();
    List<Value> lines = TextSplitMethods.lines(ended, false);
    r.allocateElements(lines.size());
    boolean blank = bound.flag(2, false);
    TextBuilder out = new TextBuilder(r);
    for (int i = 0; i < lines.size(); i++) {
      Text line = (Text) lines.get(i);
      boolean indented = i == 0 ? bound.flag(1, false) : blank || line.length() > 0;
      out.append(i == 0 ? "" : "\n").append(indented ? indent : Text.EMPTY).append(line);
    }
    return out.build().asMarkup(text.markup());
  }
}
