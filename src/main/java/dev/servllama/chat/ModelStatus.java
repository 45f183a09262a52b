package dev.servllama.chat;

import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.EngineStatus;
import java.util.Optional;

/**
 * How it stands with a model.
 *
 * @param model its id, once it is known
 * @param stage how far it is
 * @param progress of that stage, 0 to 1
 * @param detail for a person; empty when all is well
 * @param info which engine runs it, once there is one
 * @param engine how it stands with the engine, once there is one
 */
public record ModelStatus(
    Optional<String> model,
    Stage stage,
    double progress,
    String detail,
    Optional<EngineInfo> info,
    Optional<EngineStatus> engine) {

  /** A model that no engine runs yet. */
  public static ModelStatus before(Stage stage, double progress, String detail) {
    return new ModelStatus(
        Optional.empty(), stage, progress, detail, Optional.empty(), Optional.empty());
  }

  /** How far a model is. */
  public enum Stage {
    /** Files are looked at. */
    SEARCHING,
    /** It is being pulled. */
    PULLING,
    /** It is being read into memory. */
    LOADING,
    /** It answers. */
    READY,
    /** Its process died and is being started again. */
    RESTARTING,
    /** There is no model; only a person can mend it. */
    FAILED
  }
}
