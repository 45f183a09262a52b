package dev.servllama.boot;

import dev.servllama.config.Settings;
import dev.servllama.documents.Documents;
import dev.servllama.documents.DocumentsSettings;
import dev.servllama.documents.parsing.ParsingSettings;
import dev.servllama.documents.parsing.ProcessParser;
import dev.servllama.embedding.Embedder;
import dev.servllama.engine.process.WorkFolder;
import dev.servllama.error.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's documents, and the folder of the processes that read them.
 *
 * @param documents the documents
 * @param settings which there are
 * @param work gone when it is closed
 */
record DocumentHost(Documents documents, Settings.Documents settings, WorkFolder work)
    implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DocumentHost.class);
  private static final String PREFIX = "servllama-parser-";

  static DocumentHost start(Settings.Documents settings, OwnClasses classes, Embedder embedder) {
    try {
      WorkFolder work = WorkFolder.create(Path.of(System.getProperty("java.io.tmpdir")), PREFIX);
      ParsingSettings parsing =
          ParsingSettings.of(
              WorkerClasspath.ofParser(work.path()).copy(classes),
              work.path(),
              settings.maxFileBytes());
      Documents documents =
          Documents.open(
              new DocumentsSettings(settings.dir(), settings.folders()),
              embedder,
              new ProcessParser(parsing),
              Clock.systemUTC());
      return new DocumentHost(documents, settings, work);
    } catch (IOException e) {
      throw new StorageException(
          "The temporary folder cannot be used: " + e.getMessage(), false, e);
    }
  }

  @Override
  public void close() {
    documents.close();
    try {
      work.close();
    } catch (IOException e) {
      log.warn("The temporary folder of the parser could not be removed", e);
    }
  }
}
