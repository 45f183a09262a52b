package dev.servllama.chat.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the regular part of ECMA-262's expressions, the dialect of JSON Schema.
 *
 * <p>Where engines disagree ({@code .} and {@code \s}), the reading is the narrower one, so that
 * what matches here matches everywhere.
 */
final class RegexParser {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_REPEAT = 10_000;

  private final int[] source;
  private int position;
  private int depth;

  private RegexParser(String pattern) {
    this.source = pattern.codePoints().toArray();
  }

  /**
   * @return an expression that matches the whole of each text in which the pattern is found
   */
  static Regex parse(String pattern) throws RegexSyntaxException {
    RegexParser parser = new RegexParser(pattern);
    Regex regex = parser.choice();
    if (parser.position < parser.source.length) {
      throw parser.fault("has an unmatched \")\"");
    }
    Regex whole = regex.wholeText();
    if (whole.hasAnchor()) {
      throw new RegexSyntaxException(
          "has \"^\" or \"$\" where it is neither at the start nor at the end of an alternative");
    }
    return whole;
  }

  private Regex choice() throws RegexSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw fault("nests more than " + MAX_DEPTH + " groups");
    }
    List<Regex> branches = new ArrayList<>();
    branches.add(sequence());
    while (accept('|')) {
      branches.add(sequence());
    }
    depth--;
    return branches.size() == 1 ? branches.get(0) : new Regex.Choice(branches);
  }

  private Regex sequence() throws RegexSyntaxException {
    List<Regex> parts = new ArrayList<>();
    while (position < source.length && source[position] != '|' && source[position] != ')') {
      parts.add(quantified(atom()));
    }
    return new Regex.Sequence(parts);
  }

  private Regex atom() throws RegexSyntaxException {
    int c = source[position++];
    switch (c) {
      case '^':
      case '$':
        return new Regex.Anchor(c == '^');
      case '.':
        return new Regex.One(CharacterEscapes.ANY_BUT_LINE_ENDS);
      case '(':
        return group();
      case '[':
        return new Regex.One(characterClass());
      case '\\':
        return new Regex.One(escape(false));
      case '*', '+', '?', '{':
        position--;
        throw fault("has a quantifier with nothing before it");
      case ']', '}':
        position--;
        throw fault("has an unescaped \"" + (char) c + "\"");
      default:
        return new Regex.One(member(c));
    }
  }

  private Regex group() throws RegexSyntaxException {
    if (accept('?')) {
      boolean named = accept('<') && !at('=') && !at('!');
      if (named) {
        while (position < source.length && source[position] != '>') {
          position++;
        }
      }
      if (!accept(named ? '>' : ':')) {
        throw fault("has a look-around or an inline flag, which no grammar can hold");
      }
    }
    Regex body = choice();
    if (!accept(')')) {
      throw fault("has an unclosed \"(\"");
    }
    // A choice inside a sequence keeps its own branches, so no further wrapping is needed.
    return body;
  }

  private Regex quantified(Regex atom) throws RegexSyntaxException {
    Regex repeated = atom;
    if (accept('*')) {
      repeated = new Regex.Repeat(atom, 0, Regex.UNBOUNDED);
    } else if (accept('+')) {
      repeated = new Regex.Repeat(atom, 1, Regex.UNBOUNDED);
    } else if (accept('?')) {
      repeated = new Regex.Repeat(atom, 0, 1);
    } else if (accept('{')) {
      repeated = counted(atom);
    }
    if (repeated != atom) {
      // A lazy quantifier matches the same texts.
      accept('?');
      if (position < source.length && "*+?{".indexOf(source[position]) >= 0) {
        throw fault("has a possessive or doubled quantifier");
      }
    }
    return repeated;
  }

  private Regex counted(Regex atom) throws RegexSyntaxException {
    int min = number();
    int max = min;
    if (accept(',')) {
      max = at('}') ? Regex.UNBOUNDED : number();
    }
    if (!accept('}')) {
      throw fault("has a malformed \"{\" quantifier");
    }
    if (max != Regex.UNBOUNDED && max < min) {
      throw fault("has a quantifier whose upper bound is below its lower one");
    }
    return new Regex.Repeat(atom, min, max);
  }

  private int number() throws RegexSyntaxException {
    int start = position;
    int value = 0;
    while (position < source.length && source[position] >= '0' && source[position] <= '9') {
      value = value * 10 + source[position++] - '0';
      if (value > MAX_REPEAT) {
        throw fault("repeats more than " + MAX_REPEAT + " times");
      }
    }
    if (start == position) {
      throw fault("has a malformed \"{\" quantifier");
    }
    return value;
  }

  private CodePoints characterClass() throws RegexSyntaxException {
    boolean negated = accept('^');
    CodePoints set = CodePoints.NONE;
    CodePoints narrow = CodePoints.NONE;
    if (at(']')) {
      throw fault("has an empty character class");
    }
    while (!accept(']')) {
      int start = position;
      CodePoints first = classMember();
      if (at('-') && position + 1 < source.length && source[position + 1] != ']') {
        position++;
        first = span(first, classMember(), start);
      }
      set = set.union(first);
      narrow = narrow.union(CharacterEscapes.widest(first));
    }
    // Taking the widest reading before the complement keeps the complement narrow.
    return negated ? narrow.complement() : set;
  }

  private CodePoints span(CodePoints first, CodePoints last, int start)
      throws RegexSyntaxException {
    if (single(first) && single(last) && first.bounds()[0] <= last.bounds()[0]) {
      return CodePoints.range(first.bounds()[0], last.bounds()[0]);
    }
    position = start;
    throw fault("has a malformed range in a character class");
  }

  private static boolean single(CodePoints set) {
    return set.bounds().length == 2 && set.bounds()[1] - set.bounds()[0] == 1;
  }

  private CodePoints classMember() throws RegexSyntaxException {
    if (position >= source.length) {
      throw fault("has an unclosed \"[\"");
    }
    int c = source[position++];
    return c == '\\' ? escape(true) : member(c);
  }

  private CodePoints member(int c) throws RegexSyntaxException {
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      throw fault("has half of a surrogate pair");
    }
    return CodePoints.of(c);
  }

  private CodePoints escape(boolean inClass) throws RegexSyntaxException {
    CharacterEscapes escapes = new CharacterEscapes(source, position, inClass);
    CodePoints set = escapes.read();
    position = escapes.position();
    return set;
  }

  private boolean at(int c) {
    return position < source.length && source[position] == c;
  }

  private boolean accept(int c) {
    boolean there = at(c);
    if (there) {
      position++;
    }
    return there;
  }

  private RegexSyntaxException fault(String what) {
    return new RegexSyntaxException(what + " (at character " + position + ")");
  }
}
