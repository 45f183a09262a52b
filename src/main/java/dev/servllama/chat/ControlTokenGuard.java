package dev.servllama.chat;

import dev.servllama.chat.template.RenderedPrompt.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Keeps text that somebody sent from acting as a control token of the model, such as one that ends
 * a turn and opens another. The engine reads control tokens wherever a text spells them; so a text
 * that does is cut in two inside the spelling, and its parts are tokenised one by one. The model
 * then sees the same characters as ordinary text. Nothing else of the prompt changes: without such
 * a spelling there is one part, and its tokens are those of the whole. Immutable.
 */
final class ControlTokenGuard {
  private final List<String> spellings;

  /**
   * @param spellings how the model's control tokens are written; those of one character, which
   *     cannot be cut, are left alone
   */
  ControlTokenGuard(Collection<String> spellings) {
    this.spellings = spellings.stream().filter(text -> text.length() > 1).toList();
  }

  /**
   * Parts a prompt.
   *
   * @param prompt the whole
   * @param sent what of it was sent by somebody
   */
  List<String> parts(String prompt, List<Range> sent) {
    TreeSet<Integer> cuts = new TreeSet<>();
    for (String spelling : spellings) {
      int at = prompt.indexOf(spelling);
      while (at >= 0) {
        if (wasSent(at, at + spelling.length(), sent) && isWhole(at, spelling, cuts)) {
          cuts.add(at + 1);
        }
        at = prompt.indexOf(spelling, at + 1);
      }
    }
    return cut(prompt, cuts);
  }

  private static boolean wasSent(int start, int end, List<Range> sent) {
    return sent.stream().anyMatch(span -> span.start() < end && start < span.end());
  }

  private static boolean isWhole(int start, String spelling, TreeSet<Integer> cuts) {
    Integer next = cuts.higher(start);
    return next == null || next >= start + spelling.length();
  }

  private static List<String> cut(String prompt, TreeSet<Integer> cuts) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int cut : cuts) {
      parts.add(prompt.substring(start, cut));
      start = cut;
    }
    parts.add(prompt.substring(start));
    return parts;
  }
}
