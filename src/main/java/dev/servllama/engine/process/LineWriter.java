package dev.servllama.engine.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Writes lines to a child from a thread of its own. A stopped child fills its pipe, and a caller
 * that wrote directly would then hang, and the heartbeat that finds the stopped child with it.
 */
final class LineWriter {
  private final OutputStream out;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread thread;

  LineWriter(OutputStream out, String name) {
    this.out = out;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  void write(String line) {
    lines.add(line);
  }

  /** Ends the thread and with it the child's input; lines that still wait are dropped. */
  void close() {
    thread.interrupt();
  }

  private void run() {
    try (out) {
      while (true) {
        out.write((lines.take() + "\n").getBytes(StandardCharsets.UTF_8));
        if (lines.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      // The child is gone, which its supervisor learns from the process itself.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
