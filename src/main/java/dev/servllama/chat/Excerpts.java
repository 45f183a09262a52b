package dev.servllama.chat;

import dev.servllama.retrieval.Snippet;
import java.util.List;
import java.util.stream.Collectors;

/** How passages are written into a prompt: as GPT4All does, whose models know it so. */
final class Excerpts {
  private static final String TITLE = "### Context:\n";

  private Excerpts() {}

  static String text(List<Snippet> snippets) {
    return snippets.stream().map(Excerpts::text).collect(Collectors.joining("\n\n", TITLE, "\n\n"));
  }

  static String text(Snippet snippet) {
    String page = snippet.page().map(number -> ", page " + number).orElse("");
    return "Collection: %s\nPath: %s%s\nExcerpt: %s"
        .formatted(snippet.collection(), snippet.path(), page, snippet.text());
  }
}
