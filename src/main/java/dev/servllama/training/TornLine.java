package dev.servllama.training;

import dev.servllama.storage.Disk;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/** The end of a file whose writing a crash has cut: it is set aside, for it may be wanted. */
final class TornLine {
  private TornLine() {}

  /**
   * Adds the torn end to the file of such ends, forces that to disk and only then cuts it off.
   *
   * @param length of the file without the torn end
   */
  static void setAside(DatasetFiles files, long length) throws IOException {
    try (FileInputStream from = new FileInputStream(files.lines().toFile());
        FileOutputStream to = new FileOutputStream(files.torn().toFile(), true)) {
      from.skipNBytes(length);
      from.transferTo(to);
      to.write('\n');
      to.getFD().sync();
    }
    Disk.force(files.folder());
    GrowingFile.open(files.lines(), length).close();
  }
}
