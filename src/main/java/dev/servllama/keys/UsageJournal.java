package dev.servllama.keys;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of usage to which lines are added, and which is now and then written anew, shorter. What
 * was added is with the operating system, so it outlives this process however that ends; it
 * outlives the machine once the file of {@link #unforced} is synchronized. One process at a time
 * holds it. Not thread-safe.
 */
final class UsageJournal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UsageJournal.class);

  private final Path file;
  private final Path draft;
  private final FileChannel lock;
  // No channel: those close when a thread is interrupted that writes to them.
  private FileOutputStream out;
  private boolean forced = true;
  private int added;

  private UsageJournal(Path folder) throws IOException {
    Files.createDirectories(folder);
    file = folder.resolve("usage.log");
    draft = folder.resolve("usage.log.new");
    lock = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
  }

  /**
   * Opens the journal of a folder.
   *
   * @throws IOException if that cannot be done; also when another server has it
   */
  static UsageJournal open(Path folder) throws IOException {
    UsageJournal journal = new UsageJournal(folder);
    try {
      if (journal.lock.tryLock() == null) {
        throw new IOException("another server uses " + folder);
      }
      journal.out = new FileOutputStream(journal.file.toFile(), true);
      return journal;
    } catch (OverlappingFileLockException e) {
      journal.lock.close();
      throw new IOException("another web application uses " + folder, e);
    } catch (IOException e) {
      journal.lock.close();
      throw e;
    }
  }

  /** All that was added; what is torn or damaged is passed over and said in the log. */
  List<DailyUsage> read() throws IOException {
    List<DailyUsage> all = new ArrayList<>();
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int number = 0;
    for (String line : text.split("\n")) {
      number++;
      UsageRecord.parse(line).ifPresent(all::add);
      if (!line.isEmpty() && UsageRecord.parse(line).isEmpty()) {
        log.warn("{}, line {}: torn or damaged, so what it counted is lost", file, number);
      }
    }
    return all;
  }

  void add(DailyUsage daily) throws IOException {
    out.write(bytes(UsageRecord.line(daily)));
    forced = false;
    added++;
  }

  /** How many lines have been added since the file was last written anew. */
  int added() {
    return added;
  }

  /** Writes the file anew: whole, or not at all. */
  void replace(List<DailyUsage> all) throws IOException {
    StringBuilder lines = new StringBuilder();
    all.forEach(daily -> lines.append(UsageRecord.line(daily)));
    try (FileOutputStream whole = new FileOutputStream(draft.toFile())) {
      whole.write(bytes(lines.toString()));
      whole.getFD().sync();
    }
    out.close();
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    out = new FileOutputStream(file.toFile(), true);
    added = 0;
  }

  /** What must be synchronized for the disk to have all that was added; empty if it has it. */
  Optional<FileDescriptor> unforced() throws IOException {
    Optional<FileDescriptor> descriptor = forced ? Optional.empty() : Optional.of(out.getFD());
    forced = true;
    return descriptor;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      if (!forced) {
        out.getFD().sync();
      }
      out.close();
    }
  }
}
