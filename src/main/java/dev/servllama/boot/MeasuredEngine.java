package dev.servllama.boot;

import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.EngineStatus;
import dev.servllama.metrics.EngineSource;
import java.util.OptionalLong;

/** An engine as the metrics see it. */
record MeasuredEngine(Engine engine) implements EngineSource {

  @Override
  public About about() {
    EngineInfo info = engine.info();
    return new About(info.kind(), info.version(), info.reason());
  }

  @Override
  public boolean loaded() {
    return engine.status().ready();
  }

  @Override
  public Places places() {
    EngineStatus status = engine.status();
    return new Places(status.slots(), status.busy(), status.waiting(), status.restarts());
  }

  @Override
  public OptionalLong process() {
    return engine.process();
  }
}
