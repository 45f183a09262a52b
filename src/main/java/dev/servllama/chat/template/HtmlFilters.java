package dev.servllama.chat.template;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The filters made for HTML and URLs. */
final class HtmlFilters {
  static final Map<String, Filter> FILTERS =
      Map.of(
          "escape", (value, args, r) -> Html.escape(Repr.str(value, r), r),
          "e", (value, args, r) -> Html.escape(Repr.str(value, r), r),
          "forceescape", (value, args, r) -> Html.escape(Repr.str(value, r).asMarkup(false), r),
          "safe", (value, args, r) -> Repr.str(value, r).asMarkup(true),
          "urlencode", HtmlFilters::urlEncode);

  private static final String UNRESERVED = "-._~";

  private HtmlFilters() {}

  private static Value urlEncode(Value value, Arguments args, Rendering r) {
    boolean query = value instanceof DictValue || value instanceof SequenceValue;
    if (!query) {
      Text text = Repr.str(value, r);
      r.allocate(text.length() * 9L);
      return text.withChars(quote(text.chars(), false));
    }
    StringJoiner joined = new StringJoiner("&");
    boolean tainted = false;
    List<Value> pairs = value instanceof DictValue dict ? dict.pairs() : Coercion.toList(value, r);
    for (Value pair : pairs) {
      List<Value> both = Coercion.toList(pair, r);
      if (both.size() != 2) {
        throw TemplateException.failed("urlencode needs pairs of a key and a value");
      }
      Text key = Repr.str(both.get(0), r);
      Text content = Repr.str(both.get(1), r);
      tainted |= key.tainted() || content.tainted();
      r.allocate((key.length() + content.length()) * 18L);
      joined.add(quote(key.chars(), true) + "=" + quote(content.chars(), true));
    }
    return tainted ? Text.untrusted(joined.toString()) : Text.trusted(joined.toString());
  }

  private static String quote(String chars, boolean query) {
    StringBuilder quoted = new StringBuilder(chars.length());
    for (byte b : chars.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          c >= '0' && c <= '9'
              || c >= 'A' && c <= 'Z'
              || c >= 'a' && c <= 'z'
              || UNRESERVED.indexOf(c) >= 0
              || !query && c == '/';
      if (plain || query && c == ' ') {
        quoted.append(plain ? c : '+');
      } else {
        quoted.append(String.format("%%%02X", (int) c));
      }
    }
    return quoted.toString();
  }
}
