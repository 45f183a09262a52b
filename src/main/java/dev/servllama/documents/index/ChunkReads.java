package dev.servllama.documents.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** What is read of an index: always as it was at the last {@link #refresh}. Thread-safe. */
final class ChunkReads implements Closeable {
  private final SearcherManager searchers;

  ChunkReads(IndexWriter writer) throws IOException {
    searchers = new SearcherManager(writer, null);
  }

  /** Something that is read. */
  interface Read<T> {
    T from(IndexSearcher searcher) throws IOException;
  }

  <T> T read(Read<T> read) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return read.from(searcher);
    } finally {
      searchers.release(searcher);
    }
  }

  /** Whoever acquires a searcher releases it. */
  IndexSearcher acquire() throws IOException {
    return searchers.acquire();
  }

  void release(IndexSearcher searcher) throws IOException {
    searchers.release(searcher);
  }

  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /** Reads all of it: a damaged place would otherwise be found by whoever searches. */
  void checkIntegrity() throws IOException {
    read(
        searcher -> {
          for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            leaf.reader().checkIntegrity();
          }
          return null;
        });
  }

  Map<String, Integer> files() throws IOException {
    return read(
        searcher -> {
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
        });
  }

  int size() throws IOException {
    return read(searcher -> searcher.count(new MatchAllDocsQuery()));
  }

  List<IndexedChunk> chunks(String fileId) throws IOException {
    return read(
        searcher -> {
          TermQuery query = new TermQuery(new Term(Names.FILE, fileId));
          int most = Math.max(1, searcher.count(query));
          List<IndexedChunk> chunks = new ArrayList<>();
          for (ScoreDoc doc : searcher.search(query, most).scoreDocs) {
            chunks.add(ChunkDocuments.read(searcher.storedFields().document(doc.doc)));
          }
          chunks.sort(Comparator.comparingInt(IndexedChunk::ordinal));
          return chunks;
        });
  }

  @Override
  public void close() throws IOException {
    searchers.close();
  }
}
