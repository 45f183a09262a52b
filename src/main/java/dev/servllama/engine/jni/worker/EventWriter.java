package dev.servllama.engine.jni.worker;

import dev.servllama.engine.jni.frame.Event;
import dev.servllama.engine.jni.frame.FrameCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Events to the parent, a line each. Thread-safe; a parent that is gone ends the process. */
final class EventWriter {
  private final OutputStream out;
  private final FrameCodec codec;

  EventWriter(OutputStream out, FrameCodec codec) {
    this.out = out;
    this.codec = codec;
  }

  void write(Event event) {
    byte[] line = (codec.encode(event) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      try {
        out.write(line);
        out.flush();
      } catch (IOException e) {
        Runtime.getRuntime().halt(1);
      }
    }
  }
}
