package dev.servllama.chat.template;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Puts texts together and keeps track of where their characters came from. */
final class TextBuilder {
  private static final int[] NONE = {};

  private final Rendering rendering;
  private final StringBuilder chars = new StringBuilder();
  private int[] untrusted = NONE;
  private int count;

  TextBuilder(Rendering rendering) {
    this.rendering = rendering;
  }

  int length() {
    return chars.length();
  }

  Rendering rendering() {
    return rendering;
  }

  /** Appends characters written in the template or made by a rule of the language. */
  TextBuilder append(String trusted) {
    rendering.allocate(trusted.length());
    chars.append(trusted);
    return this;
  }

  TextBuilder append(Text text) {
    return append(text, 0, text.length());
  }

  TextBuilder append(Text text, int from, int to) {
    rendering.allocate(to - from);
    copy(text, from, to);
    return this;
  }

  /** Appends characters that stand for those of {@code origin} between the two positions. */
  TextBuilder appendFor(Text origin, int from, int to, String replacement) {
    rendering.allocate(replacement.length());
    if (origin.tainted(from, to)) {
      mark(chars.length(), chars.length() + replacement.length());
    }
    chars.append(replacement);
    return this;
  }

  /** Appends the text with each stretch of one origin replaced by what the mapping makes of it. */
  TextBuilder appendMapped(Text text, UnaryOperator<String> mapping) {
    String whole = text.chars();
    int from = 0;
    int[] ranges = text.untrustedRanges();
    for (int i = 0; i < ranges.length; i++) {
      int to = Math.min(ranges[i], text.length());
      appendFor(text, from, to, mapping.apply(whole.substring(from, to)));
      from = to;
    }
    return appendFor(text, from, text.length(), mapping.apply(whole.substring(from)));
  }

  TextBuilder repeat(Text text, int times) {
    rendering.allocate((long) text.length() * Math.max(0, times));
    rendering.work(text.length() == 0 ? 0 : Math.max(0, times));
    for (int i = 0; i < times && text.length() > 0; i++) {
      copy(text, 0, text.length());
    }
    return this;
  }

  private void copy(Text text, int from, int to) {
    int shift = chars.length() - from;
    int[] ranges = text.untrustedRanges();
    for (int i = 0; i < ranges.length; i += 2) {
      int start = Math.max(ranges[i], from);
      int end = Math.min(ranges[i + 1], to);
      if (start < end) {
        mark(start + shift, end + shift);
      }
    }
    chars.append(text.chars(), from, to);
  }

  private void mark(int start, int end) {
    if (count > 0 && untrusted[count - 1] == start) {
      untrusted[count - 1] = end;
      return;
    }
    if (count == untrusted.length) {
      untrusted = Arrays.copyOf(untrusted, Math.max(8, count * 2));
    }
    untrusted[count++] = start;
    untrusted[count++] = end;
  }

  Text build() {
    return Text.mixed(chars.toString(), count == 0 ? NONE : Arrays.copyOf(untrusted, count));
  }
}
