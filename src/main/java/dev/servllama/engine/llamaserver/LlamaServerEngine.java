package dev.servllama.engine.llamaserver;

import dev.servllama.engine.Capabilities;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.child.ChildEngine;
import dev.servllama.engine.child.ChildSettings;
import dev.servllama.engine.process.WorkFolder;

/** A GGUF model run by a llama-server of the user's own, as a child process. */
public final class LlamaServerEngine {
  /** What this engine is called in settings and in what the server says of itself. */
  public static final String KIND = "llama-server";

  /** What it can do. */
  public static final Capabilities CAPABILITIES = new Capabilities(true, true, true);

  private LlamaServerEngine() {}

  /**
   * Starts the child, which begins to load the model; returns at once.
   *
   * @param folder for the child's temporary files; closed together with the engine
   * @param version what the program says of itself
   * @param reason why this engine was chosen, for a person
   */
  public static Engine start(
      LlamaServerSettings settings, WorkFolder folder, String version, String reason) {
    return ChildEngine.start(
        new ChildSettings(
            new EngineInfo(KIND, version, reason),
            CAPABILITIES,
            settings.slots(),
            settings.context(),
            settings.vocabulary(),
            settings.maxQueue()),
        folder,
        desk -> new HttpDialect(settings, folder.path(), desk));
  }
}
