package dev.servllama.config;

import java.nio.file.Path;
import java.util.Optional;

/** Reads where datasets lie, and what they catch. */
final class TrainingReader {
  private static final String DATASET = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}";

  private final Values values;

  TrainingReader(Values values) {
    this.values = values;
  }

  Settings.Training read() {
    Path dir =
        values.text(Setting.TRAINING_DATA_DIR).isPresent()
            ? values.path(Setting.TRAINING_DATA_DIR)
            : values.path(Setting.DATA_DIR).resolve("training");
    Optional<String> feedback = values.text(Setting.TRAINING_FEEDBACK);
    if (feedback.filter(name -> !name.matches(DATASET)).isPresent()) {
      values.problem(
          Setting.TRAINING_FEEDBACK,
          "'%s' is not a dataset's name: 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-', no dot first"
              .formatted(feedback.get()));
    }
    return new Settings.Training(dir, feedback);
  }
}
