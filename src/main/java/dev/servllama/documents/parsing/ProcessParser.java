package dev.servllama.documents.parsing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads documents in processes that are started when there is something to read, kept for the next,
 * and ended when there has been nothing for a while.
 */
public final class ProcessParser implements DocumentParser {
  private final ParsingSettings settings;
  private final Deque<ParserProcess> idle = new ArrayDeque<>();
  private final Set<ParserProcess> all = new HashSet<>();
  private Optional<Sandbox> sandbox = Optional.empty();
  private boolean closed;

  /** Starts nothing yet. */
  public ProcessParser(ParsingSettings settings) {
    this.settings = settings;
  }

  @Override
  public ParsedDocument parse(Path file, String name)
      throws UnreadableException, InterruptedException {
    checkSize(file);
    ParserProcess process = take();
    boolean good = false;
    try {
      ParsedDocument document = process.parse(file, name);
      good = true;
      return document;
    } catch (UnreadableException e) {
      good = e.kind() != UnreadableException.Kind.SERVER && !process.isWorn();
      throw e;
    } finally {
      giveBack(process, good && !process.isWorn());
    }
  }

  private void checkSize(Path file) throws UnreadableException {
    long bytes;
    try {
      bytes = Files.size(file);
    } catch (IOException e) {
      throw new UnreadableException(
          UnreadableException.Kind.INVALID, "It is not there any more, or may not be read.");
    }
    if (bytes > settings.mostBytes()) {
      throw new UnreadableException(
          UnreadableException.Kind.INVALID,
          "It has %d bytes; %d at most are read.".formatted(bytes, settings.mostBytes()));
    }
  }

  private synchronized ParserProcess take() throws UnreadableException, InterruptedException {
    if (closed) {
      throw new InterruptedException();
    }
    ParserProcess waiting = idle.poll();
    if (waiting != null && waiting.isRunning()) {
      return waiting;
    }
    if (waiting != null) {
      all.remove(waiting);
      waiting.close();
    }
    if (sandbox.isEmpty()) {
      sandbox = Optional.of(Sandbox.find(settings.mostWritten()));
    }
    ParserProcess started = ParserProcess.start(settings, sandbox.get());
    all.add(started);
    return started;
  }

  private void giveBack(ParserProcess process, boolean good) {
    synchronized (this) {
      if (good && !closed) {
        idle.push(process);
        return;
      }
      all.remove(process);
    }
    process.close();
  }

  @Override
  public void rest() {
    Deque<ParserProcess> ended;
    synchronized (this) {
      ended = new ArrayDeque<>(idle);
      idle.clear();
      all.removeAll(ended);
    }
    ended.forEach(ParserProcess::close);
  }

  @Override
  public void close() {
    Set<ParserProcess> running;
    synchronized (this) {
      closed = true;
      running = new HashSet<>(all);
      all.clear();
      idle.clear();
    }
    running.forEach(ParserProcess::close);
  }
}
