package dev.servllama.config;

import java.util.List;
import java.util.Map;

/**
 * Reads the settings from layers of names and values, the first layer that has a name wins. An
 * empty value counts as none, since that is how many tools unset a variable.
 */
public final class SettingsReader {
  private SettingsReader() {}

  /**
   * Reads and checks them all.
   *
   * @param layers the strongest first
   * @throws SettingsException with every problem there is
   */
  public static Settings read(List<Map<String, String>> layers) {
    Values values = new Values(layers);
    Settings settings = settings(values);
    values.problems().addAll(Misspelling.in(layers));
    if (!values.problems().isEmpty()) {
      throw new SettingsException(values.problems());
    }
    return settings;
  }

  private static Settings settings(Values values) {
    return new Settings(
        new ServerReader(values).read(),
        new ModelReader(values).read(),
        new EngineReader(values).read(),
        new Settings.Pull(values.httpAddress(Setting.HF_ENDPOINT), values.text(Setting.HF_TOKEN)),
        new EmbeddingReader(values).read(),
        new TrainingReader(values).read(),
        new DocumentsReader(values).read(),
        values.flag(Setting.ACCESS_LOG),
        values.flag(Setting.LOG_BODIES),
        values.path(Setting.DATA_DIR));
  }
}
