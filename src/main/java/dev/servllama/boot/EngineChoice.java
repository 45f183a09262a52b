package dev.servllama.boot;

import dev.servllama.engine.Capabilities;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.jni.JniEngine;
import dev.servllama.engine.llamaserver.LlamaServerEngine;
import java.nio.file.Path;

/** Which engine is to run, and why. */
sealed interface EngineChoice {
  /** What it says of itself. */
  EngineInfo info();

  /** What it can do. */
  Capabilities capabilities();

  /** The one in the WAR. */
  record Inside(String reason) implements EngineChoice {
    @Override
    public EngineInfo info() {
      return JniEngine.info(reason);
    }

    @Override
    public Capabilities capabilities() {
      return JniEngine.CAPABILITIES;
    }
  }

  /**
   * A llama-server of the user's own.
   *
   * @param version what it says of itself
   */
  record LlamaServer(Path program, String version, String reason) implements EngineChoice {
    @Override
    public EngineInfo info() {
      return new EngineInfo(LlamaServerEngine.KIND, version, reason);
    }

    @Override
    public Capabilities capabilities() {
      return LlamaServerEngine.CAPABILITIES;
    }
  }
}
