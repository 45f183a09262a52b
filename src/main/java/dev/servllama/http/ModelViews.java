package dev.servllama.http;

import dev.servllama.chat.ServedModel;
import dev.servllama.engine.EngineStatus;
import dev.servllama.openai.Model;
import dev.servllama.openai.ModelState;

/** Models as clients see them. */
final class ModelViews {
  private static final String OWNER = "servllama";

  private ModelViews() {}

  static Model of(ServedModel model) {
    return new Model(model.id(), model.created(), OWNER, state(model.engine().status()));
  }

  /** One that is always in memory. */
  static Model loaded(String id, long created) {
    return new Model(id, created, OWNER, new ModelState("loaded", null, null));
  }

  private static ModelState state(EngineStatus status) {
    return switch (status.phase()) {
      case READY -> new ModelState("loaded", null, null);
      case LOADING, RESTARTING -> new ModelState("loading", status.progress(), status.detail());
      case UNLOADED -> new ModelState("unloaded", null, null);
      case FAILED, CLOSED -> new ModelState("failed", null, status.detail());
    };
  }
}
