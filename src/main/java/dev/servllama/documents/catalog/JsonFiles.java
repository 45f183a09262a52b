package dev.servllama.documents.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.servllama.storage.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that hold one JSON value each, and folders that come and go whole. */
final class JsonFiles {
  static final String SUFFIX = ".json";
  static final String DRAFT = ".draft-";

  private static final Logger log = LoggerFactory.getLogger(JsonFiles.class);

  // Jackson's own choice of buffers ties them to threads of the container.
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().recyclerPool(JsonRecyclerPools.newBoundedPool(16)).build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private JsonFiles() {}

  /** Puts a value in a file's place; when it returns, it will be there after a power failure. */
  static void write(Path file, Object value) throws IOException {
    Path draft = file.resolveSibling(DRAFT + file.getFileName());
    try {
      writeForced(draft, MAPPER.writeValueAsBytes(value));
      Disk.replace(file, draft);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  private static void writeForced(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** The value of a file; empty, and said in the log, if it is not readable. */
  static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.of(MAPPER.readValue(file.toFile(), type));
    } catch (IOException e) {
      log.error("{} is damaged and is left out: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  /** The values of all files of a folder, which need not be there. */
  static <T> List<T> readAll(Path folder, Class<T> type) throws IOException {
    List<T> values = new ArrayList<>();
    for (Path file : list(folder)) {
      String name = file.getFileName().toString();
      if (name.endsWith(SUFFIX) && !name.startsWith(DRAFT)) {
        read(file, type).ifPresent(values::add);
      }
    }
    return values;
  }

  static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Removes a folder: at one moment for all who look, and from the disk after it. */
  static void deleteFolder(Path folder) throws IOException {
    Path gone = folder.resolveSibling(DRAFT + "deleted-" + folder.getFileName());
    Files.move(folder, gone);
    Disk.force(folder.toAbsolutePath().getParent());
    deleteTree(gone);
  }

  static void deleteTree(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.deleteIfExists(each);
    }
  }

  /** Removes what was being made or removed when the server ended. */
  static void sweep(Path folder) throws IOException {
    for (Path each : list(folder)) {
      if (each.getFileName().toString().startsWith(DRAFT)) {
        deleteTree(each);
      }
    }
  }
}
