package dev.servllama.chat.template;

/**
 * How {@code json.dumps} lays its output out.
 *
 * @param ascii whether characters beyond ASCII are escaped
 * @param indent what each level is indented by, or null to keep everything on one line
 */
record JsonStyle(
    boolean ascii, Text indent, Text itemSeparator, Text keySeparator, boolean sortKeys) {
  /** Reads the arguments of the {@code tojson} filter as transformers defines it. */
  static JsonStyle of(Arguments arguments, Rendering rendering) {
    Arguments.Bound bound =
        arguments.bind("tojson", 0, "ensure_ascii", "indent", "separators", "sort_keys");
    Text indent = bound.given(1) ? indent(bound.get(1), rendering) : null;
    Text item = Text.trusted(indent == null ? ", " : ",");
    Text key = Text.trusted(": ");
    if (bound.given(2)) {
      var separators = Coercion.toList(bound.get(2), rendering);
      if (separators.size() != 2) {
        throw TemplateException.failed("tojson takes two separators");
      }
      item = Coercion.toText(separators.get(0));
      key = Coercion.toText(separators.get(1));
    }
    return new JsonStyle(bound.flag(0, false), indent, item, key, bound.flag(3, false));
  }

  private static Text indent(Value indent, Rendering rendering) {
    return indent instanceof Text text
        ? text
        : new TextBuilder(rendering).repeat(Text.trusted(" "), Coercion.toInt(indent)).build();
  }
}
