package dev.servllama.boot;

import dev.servllama.config.Settings;
import dev.servllama.documents.Documents;
import dev.servllama.documents.DocumentsProvider;
import dev.servllama.documents.DocumentsSettings;
import dev.servllama.documents.parsing.ParsingSettings;
import dev.servllama.documents.parsing.ProcessParser;
import dev.servllama.embedding.Embedder;
import dev.servllama.engine.process.WorkFolder;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.StorageException;
import dev.servllama.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the user's documents. Where that fails, because another server has them or the disk will
 * not do, all else is served, and each request for them tries again. Thread-safe.
 */
final class DocumentHost implements DocumentsProvider, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DocumentHost.class);
  private static final String PREFIX = "servllama-parser-";

  private final Settings.Documents settings;
  private final Embedder embedder;
  private final WorkFolder work;
  private final ParsingSettings parsing;
  private Documents documents;
  private boolean closed;

  private DocumentHost(
      Settings.Documents settings, Embedder embedder, WorkFolder work, ParsingSettings parsing) {
    this.settings = settings;
    this.embedder = embedder;
    this.work = work;
    this.parsing = parsing;
  }

  static DocumentHost start(Settings.Documents settings, OwnClasses classes, Embedder embedder) {
    try {
      WorkFolder work = WorkFolder.create(Path.of(System.getProperty("java.io.tmpdir")), PREFIX);
      ParsingSettings parsing =
          ParsingSettings.of(
              WorkerClasspath.ofParser(work.path()).copy(classes),
              work.path(),
              settings.maxFileBytes());
      DocumentHost host = new DocumentHost(settings, embedder, work, parsing);
      host.tryToOpen();
      return host;
    } catch (IOException e) {
      throw new StorageException(
          "The temporary folder cannot be used: " + e.getMessage(), false, e);
    }
  }

  Settings.Documents settings() {
    return settings;
  }

  private void tryToOpen() {
    try {
      require();
    } catch (ServllamaException e) {
      log.error("There are no documents. {}", e.getMessage());
    }
  }

  @Override
  public synchronized Documents require() {
    if (closed) {
      throw new UnavailableException("The server is stopping.", null);
    }
    if (documents == null) {
      documents =
          Documents.open(
              new DocumentsSettings(settings.dir(), settings.folders()),
              embedder,
              new ProcessParser(parsing),
              Clock.systemUTC());
    }
    return documents;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    if (documents != null) {
      documents.close();
    }
    try {
      work.close();
    } catch (IOException e) {
      log.warn("The temporary folder of the parser could not be removed", e);
    }
  }
}
