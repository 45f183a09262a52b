package dev.servllama.documents.index;

import dev.servllama.documents.splitting.Chunk;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;

/** Chunks as Lucene has them. */
final class ChunkDocuments {
  private ChunkDocuments() {}

  static Document write(Source source, int ordinal, Chunk chunk, float[] vector) {
    Document document = new Document();
    document.add(new StringField(Names.FILE, source.fileId(), Store.YES));
    document.add(new StoredField(Names.ORDINAL, ordinal));
    document.add(new StoredField(Names.PAGE, chunk.page()));
    document.add(new StoredField(Names.PATH, chunk.path()));
    document.add(new StoredField(Names.TITLE, source.title()));
    document.add(new StoredField(Names.AUTHOR, source.author()));
    document.add(new StoredField(Names.DATE, source.date()));
    document.add(new StoredField(Names.TEXT, chunk.text()));
    document.add(new TextField(Names.TEXT, chunk.embedded(), Store.NO));
    document.add(new TextField(Names.STEM, chunk.embedded(), Store.NO));
    document.add(new TextField(Names.HEADINGS, chunk.path(), Store.NO));
    document.add(
        new KnnFloatVectorField(Names.VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
    return document;
  }

  static IndexedChunk read(Document document) {
    return new IndexedChunk(
        new Source(
            document.get(Names.FILE),
            document.get(Names.TITLE),
            document.get(Names.AUTHOR),
            document.get(Names.DATE)),
        number(document, Names.ORDINAL),
        document.get(Names.TEXT),
        number(document, Names.PAGE),
        document.get(Names.PATH));
  }

  private static int number(Document document, String name) {
    return document.getField(name).numericValue().intValue();
  }
}
