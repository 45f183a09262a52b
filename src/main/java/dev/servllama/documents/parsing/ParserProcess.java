package dev.servllama.documents.parsing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.documents.block.Block;
import dev.servllama.documents.parsing.UnreadableException.Kind;
import dev.servllama.engine.process.ExitReport;
import dev.servllama.engine.process.JobChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One process that reads documents. For one thread, but for {@link #close}. */
final class ParserProcess implements AutoCloseable {
  /** A process that has read so many may hold what it need not. */
  private static final int WORN = 500;

  /** What the JVM exits with when memory is out. */
  private static final int OUT_OF_MEMORY = 3;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder().recyclerPool(JsonRecyclerPools.newBoundedPool(4)).build());

  private final ParsingSettings settings;
  private final JobChild child;
  private volatile boolean closed;
  private int jobs;

  private ParserProcess(ParsingSettings settings, JobChild child) {
    this.settings = settings;
    this.child = child;
  }

  static ParserProcess start(ParsingSettings settings, Sandbox sandbox) throws UnreadableException {
    try {
      Path hosts = settings.workFolder().resolve("no-hosts");
      if (!Files.exists(hosts)) {
        Files.createFile(hosts);
      }
      return new ParserProcess(
          settings, JobChild.start(ParserCommand.of(settings, hosts, sandbox)));
    } catch (IOException e) {
      throw new UnreadableException(
          Kind.SERVER, "The process that reads documents could not be started.");
    }
  }

  boolean isRunning() throws InterruptedException {
    return child.isRunning();
  }

  boolean isWorn() {
    return jobs >= WORN || closed;
  }

  ParsedDocument parse(Path file, String name) throws UnreadableException, InterruptedException {
    jobs++;
    child.send(job(file, name));
    long deadline = System.nanoTime() + settings.patience().toNanos();
    Block.Meta meta = new Block.Meta(null, null, null);
    List<Block> blocks = new ArrayList<>();
    while (true) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      Optional<String> line = child.read(left);
      if (line.isEmpty()) {
        throw silent();
      }
      if (line.get().startsWith("{")) {
        Block block = block(line.get());
        if (block instanceof Block.Meta found) {
          meta = found;
        } else {
          blocks.add(block);
        }
      } else if (line.get().startsWith("+") || line.get().startsWith("-")) {
        return new ParsedDocument(meta, blocks, pages(line.get()));
      }
      // All else is the JVM's own, which says there too that it is out of memory.
    }
  }

  private String job(Path file, String name) {
    ObjectNode job = MAPPER.createObjectNode();
    job.put("path", file.toAbsolutePath().toString()).put("name", name);
    job.put("pages", settings.mostPages()).put("characters", settings.mostCharacters());
    return job.put("unpacked", settings.mostBytes()).toString();
  }

  private static int pages(String last) throws UnreadableException {
    if (last.startsWith("+")) {
      return Integer.parseInt(last.substring(1));
    }
    int blank = last.indexOf(' ');
    throw new UnreadableException(
        Kind.valueOf(last.substring(1, blank)), last.substring(blank + 1));
  }

  private static Block block(String line) throws UnreadableException {
    try {
      return MAPPER.readValue(line, Block.class);
    } catch (JsonProcessingException e) {
      throw new UnreadableException(Kind.SERVER, "The process that reads documents failed.");
    }
  }

  private UnreadableException silent() throws InterruptedException {
    if (closed) {
      throw new InterruptedException();
    }
    if (child.isRunning()) {
      close();
      return new UnreadableException(
          Kind.INVALID,
          "It takes longer to read than %d seconds.".formatted(settings.patience().toSeconds()));
    }
    ExitReport report = child.end();
    closed = true;
    return report.code() == OUT_OF_MEMORY
        ? new UnreadableException(
            Kind.INVALID, "It takes more memory to read than %d MB.".formatted(settings.memoryMb()))
        : new UnreadableException(
            Kind.SERVER, "The process that read it ended with " + report.summary() + ".");
  }

  @Override
  public void close() {
    closed = true;
    child.close();
  }
}
