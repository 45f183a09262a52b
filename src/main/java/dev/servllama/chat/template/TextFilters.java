package dev.servllama.chat.template;

import java.util.Map;
import java.util.regex.Pattern;

/** The filters that turn one text into another. */
final class TextFilters {
  static final Map<String, Filter> FILTERS =
      Map.ofEntries(
          Map.entry("upper", (value, args, r) -> TextCaseMethods.upper(Repr.str(value, r), r)),
          Map.entry("lower", (value, args, r) -> TextCaseMethods.lower(Repr.str(value, r), r)),
          Map.entry(
              "capitalize", (value, args, r) -> TextCaseMethods.capitalize(Repr.str(value, r), r)),
          Map.entry("title", (value, args, r) -> title(Repr.str(value, r), r)),
          Map.entry("string", (value, args, r) -> Repr.str(value, r)),
          Map.entry("trim", TextFilters::trim),
          Map.entry("replace", TextFilters::replace),
          Map.entry("format", TextFilters::format),
          Map.entry("wordcount", (value, args, r) -> wordCount(Repr.str(value, r), r)),
          Map.entry("truncate", TextFilters::truncate),
          Map.entry(
              "tojson", (value, args, r) -> JsonWriter.write(value, JsonStyle.of(args, r), r)));

  private static final String WORD_BREAKS = "-({[<";
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  private TextFilters() {}

  /** Unlike {@code str.title}, a word begins only after a space, a hyphen or a bracket. */
  private static Text title(Text text, Rendering r) {
    TextBuilder titled = new TextBuilder(r);
    String chars = text.chars();
    for (int from = 0; from < chars.length(); ) {
      boolean breaks = isBreak(chars.charAt(from));
      int to = from;
      while (to < chars.length() && isBreak(chars.charAt(to)) == breaks) {
        to++;
      }
      Text part = text.slice(from, to);
      titled.append(breaks ? part : capitalizeUpper(part, r));
      from = to;
    }
    return titled.build().asMarkup(text.markup());
  }

  private static Text capitalizeUpper(Text word, Rendering r) {
    int first = Character.charCount(word.chars().codePointAt(0));
    return new TextBuilder(r)
        .append(TextCaseMethods.upper(word.slice(0, first), r))
        .append(TextCaseMethods.lower(word.slice(first, word.length()), r))
        .build();
  }

  private static boolean isBreak(char c) {
    return Characters.isSpace(c) || WORD_BREAKS.indexOf(c) >= 0;
  }

  private static Value trim(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("trim", 0, "chars");
    Text text = Repr.str(value, r);
    r.allocate(text.length());
    return TextSplitMethods.strip(text, bound.given(0) ? bound.text(0).chars() : null, true, true);
  }

  private static Value replace(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("replace", 2, "old", "new", "count");
    int count = bound.given(2) ? bound.integer(2, -1) : -1;
    Text text = Repr.str(value, r).asMarkup(false);
    return TextSearchMethods.replace(
        text, Repr.str(bound.get(0), r), Repr.str(bound.get(1), r), count, r);
  }

  private static Value format(Value value, Arguments args, Rendering r) {
    if (!args.positional().isEmpty() && !args.named().isEmpty()) {
      throw TemplateException.failed(
          "can't handle positional and keyword arguments at the same time");
    }
    Value values =
        args.named().isEmpty() ? TupleValue.of(args.positional()) : DictValue.ofNamed(args.named());
    return PrintfFormat.format(Repr.str(value, r), values, r);
  }

  private static Value wordCount(Text text, Rendering r) {
    r.work(64L * text.length());
    return IntValue.of(WORD.matcher(text.chars()).results().count());
  }

  private static Value truncate(Value value, Arguments args, Rendering r) {
    Arguments.Bound bound = args.bind("truncate", 0, "length", "killwords", "end", "leeway");
    Text text = value instanceof UndefinedValue ? Text.EMPTY : Coercion.toText(value);
    Text end = bound.text(2, Text.trusted("..."));
    int length = bound.integer(0, 255);
    int leeway = bound.given(3) ? bound.integer(3, 5) : 5;
    if (length < Positions.length(end) || leeway < 0) {
      throw TemplateException.failed("truncate needs a length of at least its end's, and a leeway");
    }
    if (Positions.length(text) <= (long) length + leeway) {
      return text;
    }
    Text cut = text.slice(0, Positions.toUnits(text, length - Positions.length(end)));
    int space = cut.chars().lastIndexOf(' ');
    boolean whole = bound.flag(1, false) || space < 0;
    return new TextBuilder(r).append(whole ? cut : cut.slice(0, space)).append(end).build();
  }
}
