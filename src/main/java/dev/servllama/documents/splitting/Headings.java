package dev.servllama.documents.splitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The headings above the place in a document that is just being read. Not thread-safe. */
final class Headings {
  private static final int LONGEST = 120;

  private final String title;
  private final TreeMap<Integer, String> open = new TreeMap<>();

  Headings(String title) {
    this.title = title.strip();
  }

  void enter(int level, String text) {
    open.tailMap(level, true).clear();
    open.put(level, shorten(text.strip()));
  }

  List<String> path() {
    List<String> path = new ArrayList<>();
    if (!title.isEmpty()) {
      path.add(shorten(title));
    }
    for (Map.Entry<Integer, String> heading : open.entrySet()) {
      if (path.isEmpty() || !path.get(path.size() - 1).equals(heading.getValue())) {
        path.add(heading.getValue());
      }
    }
    return path;
  }

  private static String shorten(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }
}
