package dev.servllama.engine.jni;

import dev.servllama.engine.Capabilities;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.child.ChildEngine;
import dev.servllama.engine.child.ChildSettings;
import dev.servllama.engine.jni.frame.CacheCells;
import dev.servllama.engine.process.WorkFolder;

/** A GGUF model run by de.kherud:llama in a child JVM. */
public final class JniEngine {
  /** The llama.cpp that the library carries. */
  public static final String VERSION = "llama.cpp b4916";

  /** What it can do. */
  public static final Capabilities CAPABILITIES = new Capabilities(true, false, false);

  private JniEngine() {}

  /**
   * What it says of itself.
   *
   * @param reason why this engine was chosen, for a person
   */
  public static EngineInfo info(String reason) {
    return new EngineInfo("jni", VERSION, reason);
  }

  /** How many tokens its cache has room for, of which the contexts of the slots are a part. */
  public static long cacheTokens(int context, int slots) {
    return CacheCells.of(context, slots);
  }

  /**
   * Starts the child, which begins to load the model; returns at once.
   *
   * @param folder for the child's temporary files; closed together with the engine
   * @param reason why this engine was chosen, for a person
   */
  public static Engine start(JniSettings settings, WorkFolder folder, String reason) {
    return ChildEngine.start(
        new ChildSettings(
            info(reason),
            CAPABILITIES,
            settings.slots(),
            settings.context(),
            settings.vocabulary(),
            settings.maxQueue()),
        folder,
        desk -> new JniDialect(settings, folder.path(), desk));
  }
}
