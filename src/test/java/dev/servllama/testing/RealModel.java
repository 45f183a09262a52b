package dev.servllama.testing;

import dev.servllama.error.UnavailableException;
import dev.servllama.models.pull.ModelPuller;
import dev.servllama.models.pull.PullSettings;
import dev.servllama.models.pull.RemoteModel;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The default model for tests that need a real one: pulled once, by the project's own puller, into
 * the folder that the system property {@code models.dir} names ({@code models}). Tests that run at
 * once in several processes wait for the one that pulls.
 */
public final class RealModel {
  private RealModel() {}

  /** The model's file; the test is skipped, saying why, only if no source can be reached. */
  public static Path file() {
    Path directory = Path.of(System.getProperty("models.dir", "models")).toAbsolutePath();
    URI endpoint =
        Optional.ofNullable(System.getenv("HF_ENDPOINT"))
            .map(URI::create)
            .orElse(PullSettings.HUGGING_FACE);
    Optional<String> token = Optional.ofNullable(System.getenv("HF_TOKEN"));
    ModelPuller puller = new ModelPuller(new PullSettings(directory, endpoint, token));
    try {
      return puller.pull(RemoteModel.defaultModel(), progress -> {});
    } catch (UnavailableException e) {
      Assumptions.abort("SKIPPED, the real model is not to be had: " + e.getMessage());
      throw e;
    }
  }
}
