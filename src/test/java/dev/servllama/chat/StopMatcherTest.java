package dev.servllama.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopMatcherTest {
  private static final List<List<String>> STOPS =
      List.of(
          List.of(),
          List.of("a"),
          List.of("aa"),
          List.of("aab"),
          List.of("abab", "ba"),
          List.of("abcd", "bc"),
          List.of("abc", "c", "bc"),
          List.of("cab", "abca"));

  private record Outcome(String shown, boolean stopped) {}

  @Test
  void everySplitOfEveryShortTextShowsTheSame() {
    for (String text : texts(6)) {
      for (List<String> stops : STOPS) {
        Outcome expected = oracle(text, stops);
        for (List<String> pieces : splits(text)) {
          assertEquals(expected, matched(pieces, stops), () -> pieces + " with " + stops);
        }
      }
    }
  }

  @Test
  void randomSplitsOfLongTextsShowTheSame() {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      String text = letters(random, random.nextInt(60), "aé😀b\n");
      List<String> stops = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        stops.add(letters(random, 1 + random.nextInt(6), "aé😀b\n"));
      }
      assertEquals(oracle(text, stops), matched(pieces(random, text), stops), () -> text + stops);
    }
  }

  @Test
  void holdsBackOnlyWhatMayBecomeAStop() {
    StopMatcher matcher = new StopMatcher(List.of("\n\nUser"));

    assertEquals("Hello", matcher.feed("Hello\n"));
    assertEquals("\nw", matcher.feed("w"));
    assertEquals("", matcher.flush());
  }

  /** What is shown if the text comes letter by letter and ends where a stop string is whole. */
  private static Outcome oracle(String text, List<String> stops) {
    for (int end = 1; end <= text.length(); end++) {
      String start = text.substring(0, end);
      int longest = stops.stream().filter(start::endsWith).mapToInt(String::length).max().orElse(0);
      if (longest > 0) {
        return new Outcome(text.substring(0, end - longest), true);
      }
    }
    return new Outcome(text, false);
  }

  private static Outcome matched(List<String> pieces, List<String> stops) {
    StopMatcher matcher = new StopMatcher(stops);
    StringBuilder shown = new StringBuilder();
    for (String piece : pieces) {
      shown.append(matcher.feed(piece));
      if (matcher.stopped()) {
        return new Outcome(shown.toString(), true);
      }
    }
    return new Outcome(shown.append(matcher.flush()).toString(), false);
  }

  private static List<String> texts(int longest) {
    List<String> all = new ArrayList<>(List.of(""));
    for (int i = 0; i < all.size() && all.get(i).length() < longest; i++) {
      for (String letter : List.of("a", "b", "c", "d")) {
        if (!letter.equals("d") || all.get(i).endsWith("c")) {
          all.add(all.get(i) + letter);
        }
      }
    }
    return all;
  }

  private static List<List<String>> splits(String text) {
    List<List<String>> all = new ArrayList<>();
    for (int cuts = 0; cuts < 1 << Math.max(0, text.length() - 1); cuts++) {
      List<String> pieces = new ArrayList<>();
      int start = 0;
      for (int i = 1; i <= text.length(); i++) {
        if (i == text.length() || (cuts >> (i - 1) & 1) == 1) {
          pieces.add(text.substring(start, i));
          start = i;
        }
      }
      all.add(pieces);
    }
    return all;
  }

  private static String letters(Random random, int count, String alphabet) {
    int[] letters = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    random.ints(count, 0, letters.length).forEach(i -> text.appendCodePoint(letters[i]));
    return text.toString();
  }

  private static List<String> pieces(Random random, String text) {
    List<String> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int left = text.codePointCount(at, text.length());
      int end = text.offsetByCodePoints(at, 1 + random.nextInt(Math.min(left, 5)));
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }
}
