package dev.servllama.training;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/**
 * Writes a dataset's file anew without the examples that others have replaced. Damaged lines are
 * kept as they are: a person may still make something of them.
 */
final class Compaction implements LineSorter.Visitor {
  private static final int BUFFER = 1 << 16;

  private final ExampleIndex index;
  private final OutputStream out;
  private int position;

  private Compaction(ExampleIndex index, OutputStream out) {
    this.index = index;
    this.out = out;
  }

  /**
   * Writes the draft and forces it to disk; when that fails, there is no draft.
   *
   * @param index of the file as it is; nobody may be writing to either
   */
  static void writeDraft(DatasetFiles files, ExampleIndex index) throws IOException {
    try (FileOutputStream file = new FileOutputStream(files.draft().toFile())) {
      BufferedOutputStream out = new BufferedOutputStream(file, BUFFER);
      LineSorter.sort(files.lines(), new Compaction(index, out));
      out.flush();
      file.getFD().sync();
    } catch (IOException e) {
      Files.deleteIfExists(files.draft());
      throw e;
    }
  }

  @Override
  public void example(long offset, int length, StoredExample example) throws IOException {
    if (index.isLive(position)) {
      // Nothing stands before it any more that it could replace.
      out.write(
          LineFormat.encode(
              new StoredExample(example.id(), example.created(), example.example(), false)));
    }
    position++;
  }

  @Override
  public void damaged(long number, byte[] bytes, String problem) throws IOException {
    if (bytes.length > 0) {
      out.write(bytes);
      out.write('\n');
    }
  }

  @Override
  public void torn(long offset, long length) throws IOException {
    throw new IOException("the file was changed by somebody else");
  }
}
