package dev.servllama.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All settings. {@link Setting} says what each is called and what it means.
 *
 * @param server where and whom to answer
 * @param model which model, and how it runs
 * @param engine what runs it
 * @param pull where models are pulled from
 * @param embedding which model makes embeddings, and how
 * @param training where datasets lie, and what they catch
 * @param documents which documents there are
 * @param accessLog whether each request is logged when it has ended
 * @param logBodies whether the bodies of requests are logged as well
 * @param dataDir where the server keeps what must outlive it
 */
public record Settings(
    Server server,
    Model model,
    Engine engine,
    Pull pull,
    Embedding embedding,
    Training training,
    Documents documents,
    boolean accessLog,
    boolean logBodies,
    Path dataDir) {

  /**
   * Where and whom to answer.
   *
   * @param host the address that the standalone runner listens on
   * @param port its port; 0 is any free one
   * @param apiKeys the keys that are good, possibly none
   * @param apiKeysFile more keys, with their limits
   * @param defaultApiKey the one that the chat page fills in
   * @param requireApiKey whether a request needs one
   * @param allowedOrigins web origins whose pages may call the API
   * @param maxBodyBytes of one request
   * @param reload whether the standalone runner deploys a changed WAR again
   * @param shutdownTimeout how long requests may go on when the server stops
   */
  public record Server(
      String host,
      int port,
      List<ApiKey> apiKeys,
      Optional<Path> apiKeysFile,
      Optional<String> defaultApiKey,
      boolean requireApiKey,
      List<String> allowedOrigins,
      long maxBodyBytes,
      boolean reload,
      Duration shutdownTimeout) {

    /** Leaves the keys out: this text may end in a log. */
    @Override
    public String toString() {
      return "Server[host=%s, port=%d, apiKeys=%d, requireApiKey=%s]"
          .formatted(host, port, apiKeys.size(), requireApiKey);
    }
  }

  /**
   * A key that is good.
   *
   * @param name what its usage is counted under, if it has a name
   * @param key the secret itself
   */
  public record ApiKey(Optional<String> name, String key) {

    /** Leaves the key out: this text may end in a log. */
    @Override
    public String toString() {
      return "ApiKey[name=%s]".formatted(name.orElse("-"));
    }
  }

  /**
   * Which model, and how it runs.
   *
   * @param dir where models lie
   * @param name which of them, or {@code hf:OWNER/REPO/FILE.gguf}
   * @param contextLength tokens for prompt and answer; empty for as many as the model was trained
   *     on, up to 8192
   * @param parallel generations at once
   * @param threads for computing
   * @param gpuLayers layers on the GPU, where somebody has said
   * @param maxQueue requests that may wait for a slot
   * @param maxLoaded models that may be in memory at once
   * @param keepAlive how long one that nobody asks stays there, the default one apart; empty for
   *     always
   * @param aliases other names for models; the key {@code *} stands for any name
   */
  public record Model(
      Path dir,
      Optional<String> name,
      OptionalInt contextLength,
      int parallel,
      int threads,
      OptionalInt gpuLayers,
      int maxQueue,
      int maxLoaded,
      Optional<Duration> keepAlive,
      Map<String, String> aliases) {}

  /**
   * What runs the model.
   *
   * @param kind how it was chosen
   * @param upstream the server elsewhere, of {@link Kind#HTTP}
   * @param llamaServer the llama-server to use; empty for the one on the PATH
   * @param apiKey for the server elsewhere
   */
  public record Engine(
      Kind kind, Optional<URI> upstream, Optional<Path> llamaServer, Optional<String> apiKey) {

    /** How the engine is chosen. */
    public enum Kind {
      /** A llama-server where there is one, else the engine inside. */
      AUTO,
      /** The engine inside. */
      JNI,
      /** A llama-server. */
      LLAMA_SERVER,
      /** A server elsewhere. */
      HTTP
    }

    /** Leaves the key out, and what the address may hold: this text may end in a log. */
    @Override
    public String toString() {
      return "Engine[kind=%s, upstream=%s]".formatted(kind, upstream.map(URI::getHost).orElse("-"));
    }
  }

  /**
   * Where models are pulled from.
   *
   * @param endpoint Hugging Face, or a mirror of it
   * @param token for it
   */
  public record Pull(URI endpoint, Optional<String> token) {

    /** Leaves the token out, and what the address may hold: this text may end in a log. */
    @Override
    public String toString() {
      return "Pull[endpoint=%s]".formatted(endpoint.getHost());
    }
  }

  /**
   * Which model makes embeddings, and how.
   *
   * @param model its name, or a folder
   * @param device {@code cpu}, {@code cuda} or {@code mps}
   * @param threads for computing
   */
  public record Embedding(String model, String device, int threads) {
    /** The names of the models inside, as they are given in any case. */
    public static final List<String> BUILT_IN = List.of("all-minilm-l6-v2", "all-minilm-l6-v2-q");
  }

  /**
   * Where datasets lie, and what they catch.
   *
   * @param dir where datasets lie
   * @param feedback the dataset into which feedback goes; empty if there is to be none
   */
  public record Training(Path dir, Optional<String> feedback) {}

  /**
   * Which documents there are.
   *
   * @param dir where uploaded files and all indexes lie
   * @param folders that are collections, by name
   * @param defaults the collections for chats that name none
   * @param maxFileBytes of a file
   */
  public record Documents(
      Path dir, Map<String, Path> folders, List<String> defaults, long maxFileBytes) {}
}
