package dev.servllama.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.documents.catalog.Upload;
import dev.servllama.documents.index.Ranking;
import dev.servllama.documents.parsing.DocumentParser;
import dev.servllama.documents.parsing.Parsers;
import dev.servllama.embedding.Embedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Documents in a folder, and short ways to use them. */
record DocumentsFixture(Documents documents) implements AutoCloseable {
  static final String OWNER = "ada";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  static DocumentsFixture open(Path folder, Embedder embedder) {
    return open(folder, embedder, Map.of());
  }

  static DocumentsFixture open(Path folder, Embedder embedder, Map<String, Path> folders) {
    try {
      Path work = Files.createDirectories(folder.resolve("work"));
      return open(folder, embedder, folders, Parsers.real(work));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DocumentsFixture open(
      Path folder, Embedder embedder, Map<String, Path> folders, DocumentParser parser) {
    return new DocumentsFixture(
        Documents.open(
            new DocumentsSettings(folder.resolve("documents"), folders),
            embedder,
            parser,
            Clock.systemUTC()));
  }

  StoredFile upload(String name, byte[] content) {
    Upload upload = documents.files().begin();
    upload.write(content, 0, content.length);
    return documents.files().finish(upload, OWNER, name, "assistants");
  }

  StoredFile upload(String name, String content) {
    return upload(name, content.getBytes(StandardCharsets.UTF_8));
  }

  DocumentCollection collection(String name) {
    return documents.changes().create(OWNER, name, Map.of());
  }

  DocumentCollection require(String name) {
    return documents.require(documents.list(OWNER), name, null);
  }

  void add(DocumentCollection collection, StoredFile... files) {
    documents
        .changes()
        .add(
            collection,
            List.of(files).stream().map(f -> new Addition(f, Map.of(), Optional.empty())).toList());
  }

  void await(DocumentCollection collection) {
    try {
      collection.awaitFinished(PATIENCE);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertEquals(0, collection.counts().inProgress());
  }

  void addAndAwait(DocumentCollection collection, StoredFile... files) {
    add(collection, files);
    await(collection);
  }

  Entry.State state(DocumentCollection collection, StoredFile file) {
    return collection.require(file.id()).state();
  }

  List<Found> search(DocumentCollection collection, String question) {
    return search(collection, question, Ranking.HYBRID);
  }

  List<Found> search(DocumentCollection collection, String question, Ranking ranking) {
    return documents.search(
        List.of(collection), Map.of(question, 1.0), Optional.empty(), 10, ranking);
  }

  String best(DocumentCollection collection, String question) {
    return search(collection, question).get(0).chunk().text();
  }

  @Override
  public void close() {
    documents.close();
  }
}
