package dev.servllama.documents;

import dev.servllama.documents.block.Block;
import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.catalog.Entry.Failure;
import dev.servllama.documents.index.Source;
import dev.servllama.documents.parsing.DocumentParser;
import dev.servllama.documents.parsing.ParsedDocument;
import dev.servllama.documents.parsing.UnreadableException;
import dev.servllama.documents.splitting.Chunk;
import dev.servllama.documents.splitting.ChunkSize;
import dev.servllama.documents.splitting.Splitter;
import dev.servllama.error.ServllamaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads, splits and embeds one file. Thread-safe. */
final class Indexer {
  private static final Logger log = LoggerFactory.getLogger(Indexer.class);

  private final DocumentParser parser;
  private final Vectors vectors;
  private final BiFunction<DocumentCollection, Entry, Path> contents;

  /**
   * @param contents where the content of a file lies
   */
  Indexer(
      DocumentParser parser,
      Vectors vectors,
      BiFunction<DocumentCollection, Entry, Path> contents) {
    this.parser = parser;
    this.vectors = vectors;
    this.contents = contents;
  }

  /**
   * Indexes a file that was taken from a collection, and says to it how it went.
   *
   * @return whether it is worth while to go on at once
   */
  boolean index(DocumentCollection collection, Entry entry) throws InterruptedException {
    try {
      read(collection, entry);
      return true;
    } catch (UnreadableException e) {
      return fail(collection, entry, e);
    } catch (IOException | ServllamaException e) {
      // The disk or the embedder: neither is the file's fault.
      log.error("'{}' could not be indexed and is tried again: {}", entry.name(), e.toString());
      collection.giveBack(entry);
      return false;
    } catch (InterruptedException e) {
      collection.giveBack(entry);
      throw e;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      log.error("'{}' could not be indexed", entry.name(), e);
      return fail(
          collection,
          entry,
          new UnreadableException(
              UnreadableException.Kind.SERVER, "The server failed at it; its log has more."));
    }
  }

  private void read(DocumentCollection collection, Entry entry)
      throws UnreadableException, IOException, InterruptedException {
    long start = System.nanoTime();
    ParsedDocument document = parser.parse(contents.apply(collection, entry), entry.name());
    Splitter splitter = vectors.splitter();
    ChunkSize size = Optional.ofNullable(entry.chunkSize()).orElseGet(vectors::chunkSize);
    Block.Meta meta = document.meta();
    String title = Optional.ofNullable(meta.title()).orElse("");
    List<Chunk> chunks = splitter.split(title, document.blocks(), size);
    List<float[]> embedded = vectors.of(chunks, () -> collection.isWanted(entry));
    if (embedded.size() < chunks.size()) {
      collection.giveBack(entry);
      return;
    }
    Source source =
        new Source(
            entry.fileId(),
            title,
            Optional.ofNullable(meta.author()).orElse(""),
            Optional.ofNullable(meta.date()).orElse(""));
    collection.complete(entry, source, chunks, embedded, document.pages());
    log.info(
        "'{}' of '{}': {} pages, {} chunks in {} s; {} files left",
        entry.name(),
        collection.store().name(),
        document.pages(),
        chunks.size(),
        String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9),
        collection.counts().inProgress());
  }

  private static boolean fail(DocumentCollection collection, Entry entry, UnreadableException why) {
    log.warn("'{}' cannot be read: {}", entry.name(), why.getMessage());
    String code =
        switch (why.kind()) {
          case UNSUPPORTED -> "unsupported_file";
          case INVALID -> "invalid_file";
          case SERVER -> "server_error";
        };
    try {
      collection.fail(entry, new Failure(code, why.getMessage()));
      return true;
    } catch (IOException | ServllamaException e) {
      log.error("It could not be noted that '{}' cannot be read: {}", entry.name(), e.toString());
      collection.giveBack(entry);
      return false;
    }
  }
}
