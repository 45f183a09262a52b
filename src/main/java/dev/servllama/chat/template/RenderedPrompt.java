package dev.servllama.chat.template;

import java.util.ArrayList;
import java.util.List;

/**
 * What a template made of its variables.
 *
 * @param text the prompt
 * @param untrusted the parts of the text that came from the caller's data, in ascending order and
 *     disjoint; two of them never touch
 */
public record RenderedPrompt(String text, List<Range> untrusted) {
  /** Copies the list. */
  public RenderedPrompt {
    untrusted = List.copyOf(untrusted);
  }

  /**
   * A part of a text.
   *
   * @param start its first UTF-16 unit
   * @param end the UTF-16 unit after its last
   */
  public record Range(int start, int end) {}

  static RenderedPrompt of(Text text) {
    int[] bounds = text.untrustedRanges();
    List<Range> ranges = new ArrayList<>(bounds.length / 2);
    for (int i = 0; i < bounds.length; i += 2) {
      int end = Math.min(bounds[i + 1], text.length());
      if (bounds[i] < end) {
        ranges.add(new Range(bounds[i], end));
      }
    }
    return new RenderedPrompt(text.chars(), ranges);
  }
}
