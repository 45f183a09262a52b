package dev.servllama.models.pull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where models are pulled from and to. Immutable.
 *
 * @param directory the models' folder; made when it is not there
 * @param endpoint a server that answers like Hugging Face ({@code HF_ENDPOINT}); its own host may
 *     be an inner one, those that it redirects to may not
 * @param token for that server ({@code HF_TOKEN}); sent to no other
 */
public record PullSettings(Path directory, URI endpoint, Optional<String> token) {
  /** Hugging Face itself. */
  public static final URI HUGGING_FACE = URI.create("https://huggingface.co");

  /**
   * @throws IllegalArgumentException if the endpoint is not a plain http or https address, or the
   *     token holds anything but visible ASCII
   */
  public PullSettings {
    Objects.requireNonNull(directory, "directory");
    try {
      HttpTarget.parse(endpoint);
    } catch (PullFailedException e) {
      throw new IllegalArgumentException("the endpoint " + e.getMessage(), e);
    }
    if (endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
      throw new IllegalArgumentException("the endpoint has a query or a fragment");
    }
    token = token.map(String::strip).filter(value -> !value.isEmpty());
    if (token.isPresent() && !token.get().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("the token holds characters that no token has");
    }
  }

  /** Hugging Face without a token. */
  public static PullSettings into(Path directory) {
    return new PullSettings(directory, HUGGING_FACE, Optional.empty());
  }

  HttpTarget target() {
    try {
      return HttpTarget.parse(endpoint);
    } catch (PullFailedException e) {
      throw new IllegalStateException("checked when it was made", e);
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "PullSettings[directory=" + directory + ", endpoint=" + endpoint + "]";
  }
}
