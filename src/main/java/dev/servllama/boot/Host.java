package dev.servllama.boot;

import dev.servllama.chat.ServedModels;

/** The models, and what runs them. */
interface Host extends ServedModels, AutoCloseable {
  @Override
  void close();
}
