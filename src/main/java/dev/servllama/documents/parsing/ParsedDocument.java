package dev.servllama.documents.parsing;

import dev.servllama.documents.block.Block;
import java.util.List;

/**
 * A document that has been read.
 *
 * @param meta what it says of itself
 * @param blocks its parts, in reading order
 * @param pages that it has; 0 where it has none
 */
public record ParsedDocument(Block.Meta meta, List<Block> blocks, int pages) {
  /** Makes the list immutable. */
  public ParsedDocument {
    blocks = List.copyOf(blocks);
  }
}
