package dev.servllama.http;

import dev.servllama.documents.AttributeFilter;
import dev.servllama.documents.AttributeFilter.Operator;
import dev.servllama.documents.Counts;
import dev.servllama.documents.DocumentCollection;
import dev.servllama.documents.Documents;
import dev.servllama.documents.Found;
import dev.servllama.documents.Progress;
import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.catalog.FileBatch;
import dev.servllama.documents.catalog.Store;
import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.documents.splitting.ChunkSize;
import dev.servllama.openai.AttributeCondition;
import dev.servllama.openai.ChunkingStrategy;
import dev.servllama.openai.FileCounts;
import dev.servllama.openai.FileObject;
import dev.servllama.openai.TextContent;
import dev.servllama.openai.VectorStoreBatchObject;
import dev.servllama.openai.VectorStoreFileObject;
import dev.servllama.openai.VectorStoreObject;
import dev.servllama.openai.VectorStoreSearchPage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The documents package's words in those of the wire, and back. */
final class DocumentsWire {
  private DocumentsWire() {}

  static FileObject file(Documents documents, StoredFile file) {
    Optional<Entry> entry = documents.worstEntry(file.id());
    Entry.State state = entry.map(Entry::state).orElse(Entry.State.COMPLETED);
    String status =
        switch (state) {
          case IN_PROGRESS -> "uploaded";
          case FAILED -> "error";
          case COMPLETED, CANCELLED -> "processed";
        };
    return new FileObject(
        file.id(),
        file.bytes(),
        file.createdAt(),
        file.name(),
        file.purpose(),
        status,
        entry.map(Entry::failure).map(Entry.Failure::message).orElse(null));
  }

  static VectorStoreObject store(DocumentCollection collection) {
    Store store = collection.store();
    Counts counts = collection.counts();
    boolean finished = counts.inProgress() == 0 && !collection.isRebuilding();
    return new VectorStoreObject(
        store.id(),
        store.createdAt(),
        store.name(),
        collection.usageBytes(),
        counts(counts),
        finished ? "completed" : "in_progress",
        store.lastActiveAt(),
        store.metadata(),
        progress(collection.progress()),
        store.folder() != null);
  }

  private static VectorStoreObject.Progress progress(Progress progress) {
    return new VectorStoreObject.Progress(
        progress.files(),
        progress.allFiles(),
        progress.pages(),
        progress.chunks(),
        progress.left().map(Duration::toSeconds).orElse(null),
        progress.rebuilding());
  }

  private static FileCounts counts(Counts counts) {
    return new FileCounts(
        counts.inProgress(),
        counts.completed(),
        counts.failed(),
        counts.cancelled(),
        counts.total());
  }

  static VectorStoreFileObject entry(DocumentCollection collection, Entry entry) {
    Entry.Failure failure = entry.failure();
    ChunkSize size = entry.chunkSize();
    return new VectorStoreFileObject(
        entry.fileId(),
        entry.createdAt(),
        collection.store().id(),
        entry.state() == Entry.State.COMPLETED ? entry.bytes() : 0,
        status(entry.state()),
        failure == null
            ? null
            : new VectorStoreFileObject.LastError(failure.code(), failure.message()),
        entry.attributes(),
        new ChunkingStrategy(
            size == null ? null : new ChunkingStrategy.Sizes(size.most(), size.overlap())),
        entry.name(),
        entry.path(),
        entry.pages(),
        entry.chunks());
  }

  static VectorStoreBatchObject batch(DocumentCollection collection, FileBatch batch) {
    Counts counts = Counts.of(collection.entriesOf(batch));
    String status =
        batch.cancelled() ? "cancelled" : counts.inProgress() > 0 ? "in_progress" : "completed";
    return new VectorStoreBatchObject(
        batch.id(), batch.createdAt(), collection.store().id(), status, counts(counts));
  }

  static String status(Entry.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static Optional<ChunkSize> size(Optional<ChunkingStrategy.Sizes> sizes) {
    return sizes.map(s -> new ChunkSize(s.most(), s.overlap()));
  }

  static AttributeFilter filter(AttributeCondition condition) {
    if (condition instanceof AttributeCondition.Comparison comparison) {
      return new AttributeFilter.Comparison(
          comparison.key(),
          Operator.valueOf(comparison.type().toUpperCase(Locale.ROOT)),
          comparison.values());
    }
    AttributeCondition.Compound compound = (AttributeCondition.Compound) condition;
    List<AttributeFilter> parts =
        compound.conditions().stream().map(DocumentsWire::filter).toList();
    return compound.all() ? new AttributeFilter.All(parts) : new AttributeFilter.Any(parts);
  }

  static VectorStoreSearchPage.Hit hit(Found found) {
    int page = found.chunk().page();
    String headings = found.chunk().path();
    return new VectorStoreSearchPage.Hit(
        found.file().fileId(),
        found.file().name(),
        found.score(),
        found.file().attributes(),
        List.of(new TextContent(found.chunk().text())),
        page == 0 ? null : page,
        headings.isEmpty() ? null : headings);
  }
}
