package dev.servllama.documents.splitting;

import dev.servllama.documents.block.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Splits documents. A chunk has whole sentences of one page and of one section, as many as a model
 * reads; it begins with the last sentences of the chunk before. Immutable and thread-safe.
 */
public final class Splitter {
  private final ToIntFunction<String> counter;
  private final int limit;

  /**
   * @param counter counts the tokens of a text, those that the model puts around it included
   * @param limit the most tokens that the model reads
   */
  public Splitter(ToIntFunction<String> counter, int limit) {
    this.counter = counter;
    this.limit = limit;
  }

  /**
   * Splits a document.
   *
   * @param title of the document; stands above its headings
   * @param blocks its parts
   * @param wanted how long chunks should be; they are shorter where the model reads less
   */
  public List<Chunk> split(String title, List<Block> blocks, ChunkSize wanted) {
    List<Chunk> chunks = new ArrayList<>();
    Headings headings = new Headings(title);
    Assembly assembly = new Assembly(counter, wanted.atMost(limit), chunks::add);
    assembly.section(0, headings.path());
    int page = 0;
    for (Block block : blocks) {
      if (block instanceof Block.Page next) {
        page = next.number();
        assembly.section(page, headings.path());
      } else if (block instanceof Block.Heading heading) {
        headings.enter(heading.level(), heading.text());
        assembly.section(page, headings.path());
        assembly.heading(heading.text());
      } else if (block instanceof Block.Text text) {
        assembly.text(text.text());
      }
    }
    assembly.end();
    return chunks;
  }
}
