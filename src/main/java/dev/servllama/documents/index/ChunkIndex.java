package dev.servllama.documents.index;

import dev.servllama.documents.splitting.Chunk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * An index on the disk. What is written can be found after {@link #refresh} and lasts after {@link
 * #commit}; what a process that is killed had not committed is gone as if it had never been.
 *
 * <p>Thread-safe. A thread that writes must not be interrupted: Lucene then gives up the index.
 */
public final class ChunkIndex implements Closeable {
  private static final double BUFFER_MB = 32;

  private final Words words = new Words();
  private final Directory directory;
  private final IndexWriter writer;
  private final ChunkReads reads;

  private ChunkIndex(Directory directory) throws IOException {
    this.directory = directory;
    IndexWriterConfig config = new IndexWriterConfig(words);
    config.setRAMBufferSizeMB(BUFFER_MB);
    config.setSimilarity(Words.similarity());
    config.setCommitOnClose(true);
    // Nothing that was deleted stays in a file, however little of the file it is.
    config.setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0));
    writer = new IndexWriter(directory, config);
    reads = new ChunkReads(writer);
  }

  /**
   * Opens an index, or makes an empty one.
   *
   * @throws IOException if it is damaged, or somebody else writes to it
   */
  public static ChunkIndex open(Path folder) throws IOException {
    Directory directory = FSDirectory.open(folder);
    try {
      ChunkIndex index = new ChunkIndex(directory);
      index.checkIntegrity();
      return index;
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private void checkIntegrity() throws IOException {
    try {
      reads.checkIntegrity();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * Puts a file's chunks in the place of those that it had, at one moment.
   *
   * @param vectors of length 1, one for each chunk
   */
  public void replace(Source source, List<Chunk> chunks, List<float[]> vectors) throws IOException {
    if (chunks.isEmpty()) {
      // Lucene's own accounts are wrong after an update to nothing.
      delete(Set.of(source.fileId()));
      return;
    }
    List<Document> documents = new ArrayList<>(chunks.size());
    for (Chunk chunk : chunks) {
      int ordinal = documents.size();
      documents.add(ChunkDocuments.write(source, ordinal, chunk, vectors.get(ordinal)));
    }
    written(() -> writer.updateDocuments(new Term(Names.FILE, source.fileId()), documents));
  }

  /** Removes files. */
  public void delete(Set<String> fileIds) throws IOException {
    Term[] terms = fileIds.stream().map(id -> new Term(Names.FILE, id)).toArray(Term[]::new);
    written(() -> writer.deleteDocuments(terms));
  }

  /** Makes what was written so far visible to searches. */
  public void refresh() throws IOException {
    written(
        () -> {
          reads.refresh();
          return 0;
        });
  }

  /** Makes what was written so far last. */
  public void commit() throws IOException {
    written(writer::commit);
  }

  private interface Write {
    long run() throws IOException;
  }

  /** Lucene gives up an index that could not be written, and says later only that it has. */
  private void written(Write write) throws IOException {
    try {
      write.run();
    } catch (AlreadyClosedException e) {
      Throwable tragedy = writer.getTragicException();
      throw tragedy instanceof IOException why ? why : new IOException(e);
    }
  }

  /** Removes the text and the vectors of deleted files from the disk. Takes its time. */
  public void purge() throws IOException {
    written(
        () -> {
          writer.forceMergeDeletes(true);
          reads.refresh();
          writer.commit();
          writer.deleteUnusedFiles();
          return 0;
        });
  }

  /** Whether deleted text is still on the disk. */
  public boolean hasDeletions() {
    return writer.hasDeletions();
  }

  /** How many chunks each file has. */
  public Map<String, Integer> files() throws IOException {
    return reads.files();
  }

  /** How many chunks there are. */
  public int size() throws IOException {
    return reads.size();
  }

  /** All chunks of a file, in its order. */
  public List<IndexedChunk> chunks(String fileId) throws IOException {
    return reads.chunks(fileId);
  }

  ChunkReads reads() {
    return reads;
  }

  Words words() {
    return words;
  }

  @Override
  public void close() throws IOException {
    try (directory;
        words) {
      reads.close();
      writer.close();
    }
  }
}
