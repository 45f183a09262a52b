package dev.servllama.documents.index;

import dev.servllama.documents.splitting.Chunk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

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
  private final SearcherManager searchers;

  private ChunkIndex(Directory directory) throws IOException {
    this.directory = directory;
    IndexWriterConfig config = new IndexWriterConfig(words);
    config.setRAMBufferSizeMB(BUFFER_MB);
    config.setSimilarity(Words.similarity());
    config.setCommitOnClose(true);
    writer = new IndexWriter(directory, config);
    searchers = new SearcherManager(writer, null);
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

  /** Reads all of it: a damaged place would otherwise be found by whoever searches. */
  private void checkIntegrity() throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
        leaf.reader().checkIntegrity();
      }
    } catch (IOException e) {
      close();
      throw e;
    } finally {
      searchers.release(searcher);
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
          searchers.maybeRefreshBlocking();
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
          searchers.maybeRefreshBlocking();
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
    IndexSearcher searcher = searchers.acquire();
    try {
      Map<String, Integer> counts = new HashMap<>();
      Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), Names.FILE);
      TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
      for (BytesRef term = each.next(); term != null; term = each.next()) {
        String id = term.utf8ToString();
        int count = searcher.count(new TermQuery(new Term(Names.FILE, id)));
        if (count > 0) {
          counts.put(id, count);
        }
      }
      return counts;
    } finally {
      searchers.release(searcher);
    }
  }

  /** How many chunks there are. */
  public int size() throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return searcher.count(new MatchAllDocsQuery());
    } finally {
      searchers.release(searcher);
    }
  }

  /** All chunks of a file, in its order. */
  public List<IndexedChunk> chunks(String fileId) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      TermQuery query = new TermQuery(new Term(Names.FILE, fileId));
      int most = Math.max(1, searcher.count(query));
      List<IndexedChunk> chunks = new ArrayList<>();
      for (ScoreDoc doc : searcher.search(query, most).scoreDocs) {
        chunks.add(ChunkDocuments.read(searcher.storedFields().document(doc.doc)));
      }
      chunks.sort(Comparator.comparingInt(IndexedChunk::ordinal));
      return chunks;
    } finally {
      searchers.release(searcher);
    }
  }

  /**
   * Finds chunks in several indexes as if they were one.
   *
   * @param indexes whose vectors, if meaning counts, are of one model
   * @param fileIds where to look; empty for everywhere
   * @param limit how many at most
   * @return the best first
   */
  public static List<ChunkHit> search(
      List<ChunkIndex> indexes,
      List<Question> questions,
      Optional<Set<String>> fileIds,
      int limit,
      Ranking ranking)
      throws IOException {
    List<IndexSearcher> acquired = new ArrayList<>();
    try {
      for (ChunkIndex index : indexes) {
        acquired.add(index.searchers.acquire());
      }
      IndexReader[] readers =
          acquired.stream().map(IndexSearcher::getIndexReader).toArray(IndexReader[]::new);
      // Closed, it gives back its parts, which stay open for others.
      try (MultiReader all = new MultiReader(readers, false)) {
        return new HybridSearch(new IndexSearcher(all), indexes.get(0).words)
            .search(questions, fileIds, limit, ranking);
      }
    } finally {
      for (int i = 0; i < acquired.size(); i++) {
        indexes.get(i).searchers.release(acquired.get(i));
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (directory;
        words) {
      searchers.close();
      writer.close();
    }
  }
}
