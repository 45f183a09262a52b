package dev.servllama.documents;

import dev.servllama.documents.block.Block;
import dev.servllama.documents.parsing.DocumentParser;
import dev.servllama.documents.parsing.ParsedDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A parser that reads nothing until it is told to, and then always the same. */
final class SlowParser implements DocumentParser {
  private final CountDownLatch going = new CountDownLatch(1);

  void go() {
    going.countDown();
  }

  @Override
  public ParsedDocument parse(Path file, String name) throws InterruptedException {
    going.await();
    return new ParsedDocument(new Block.Meta(null, null, null), List.of(new Block.Text("cats")), 0);
  }

  @Override
  public void close() {
    go();
  }
}
