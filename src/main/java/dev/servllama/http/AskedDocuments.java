package dev.servllama.http;

import dev.servllama.documents.DocumentCollection;
import dev.servllama.openai.Citations;
import dev.servllama.openai.Reference;
import dev.servllama.retrieval.Snippet;
import java.util.List;

/**
 * The documents that a request asks.
 *
 * @param collections which, possibly none
 * @param named whether the request itself names them
 * @param patience how long it waits for files that are being read
 */
record AskedDocuments(List<DocumentCollection> collections, boolean named, Patience patience) {

  boolean isNone() {
    return collections.isEmpty() && !named;
  }

  /** How many files cannot be asked yet. */
  int unfinished() {
    return collections.stream().mapToInt(each -> each.counts().inProgress()).sum();
  }

  static Citations citations(List<Snippet> used, int unfinished) {
    return new Citations(
        used.stream().map(AskedDocuments::reference).toList(), unfinished == 0 ? null : unfinished);
  }

  private static Reference reference(Snippet snippet) {
    return new Reference(
        snippet.text(),
        snippet.title(),
        snippet.author().orElse(null),
        snippet.date().orElse(null),
        snippet.page().orElse(null),
        snippet.path(),
        snippet.fileId(),
        snippet.collection(),
        snippet.score());
  }
}
