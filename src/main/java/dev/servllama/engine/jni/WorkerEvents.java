package dev.servllama.engine.jni;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.servllama.engine.Admission;
import dev.servllama.engine.jni.frame.Event;
import dev.servllama.engine.jni.frame.FrameCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what the child says to whom it concerns. Called from the child's reader thread only.
 */
final class WorkerEvents {
  private static final Logger log = LoggerFactory.getLogger(WorkerEvents.class);

  private final FrameCodec codec;
  private final EngineHealth health;
  private final Admission admission;
  private final RunningJobs running;
  private final Calls calls;

  WorkerEvents(
      FrameCodec codec,
      EngineHealth health,
      Admission admission,
      RunningJobs running,
      Calls calls) {
    this.codec = codec;
    this.health = health;
    this.admission = admission;
    this.running = running;
    this.calls = calls;
  }

  void hear(String line) {
    try {
      hear(codec.decodeEvent(line));
    } catch (JsonProcessingException e) {
      log.debug("Not a frame: {}", line);
    }
  }

  private void hear(Event event) {
    if (event instanceof Event.Piece piece) {
      running.piece(piece);
    } else if (event instanceof Event.PromptRead read) {
      running.promptRead(read);
    } else if (event instanceof Event.End end) {
      running.end(end, admission);
    } else if (event instanceof Event.Fault fault) {
      running.fault(fault, admission);
    } else if (event instanceof Event.Tokens tokens) {
      calls.answer(tokens.id(), tokens);
    } else if (event instanceof Event.Text text) {
      calls.answer(text.id(), text);
    } else if (event instanceof Event.CallFailed failed) {
      calls.fail(failed.id(), failed.message());
    } else {
      hearOfModel(event);
    }
  }

  private void hearOfModel(Event event) {
    if (event instanceof Event.Loading loading) {
      health.loading(loading.fraction());
    } else if (event instanceof Event.Ready) {
      health.ready();
      admission.open();
    } else if (event instanceof Event.LoadFailed failed) {
      health.failed("llama.cpp cannot run this model: " + failed.message() + ".");
    }
  }
}
