package dev.servllama.boot;

import dev.servllama.chat.ModelManager;
import dev.servllama.chat.ServedModels;

/** The models, and what runs them. */
interface Host extends ServedModels, ModelManager, AutoCloseable {
  @Override
  void close();
}
