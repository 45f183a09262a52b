package dev.servllama.config;

import java.util.Optional;

/**
 * The settings by name: the names of environment variables, system properties and servlet context
 * parameters. What is not given has the default that stands here.
 */
public enum Setting {
  /** The address that the standalone runner listens on. */
  HOST("127.0.0.1"),
  /** Its port; 0 is any free one. */
  PORT("8000"),
  /** Where models lie. */
  MODELS_DIR("models"),
  /** Which model: a file's name, or hf:OWNER/REPO/FILE.gguf. */
  MODEL_NAME(null),
  /** Where the server keeps what must outlive it. */
  DATA_DIR("data"),
  /** Where datasets lie; the folder "training" in DATA_DIR where none is given. */
  TRAINING_DATA_DIR(null),
  /** The dataset into which feedback on answers goes; none, and feedback is off. */
  TRAINING_FEEDBACK(null),
  /** The keys that are good, separated by commas; each may have a name before it: NAME:KEY. */
  API_KEYS(null),
  /** A file of keys, users and roles with their limits; it is read again when it changes. */
  API_KEYS_FILE(null),
  /** A key that the chat page fills in for everybody who can open it. */
  DEFAULT_API_KEY(null),
  /** Whether a request under /v1 needs a key. */
  REQUIRE_API_KEY("true"),
  /** Tokens for prompt and answer together; the model's own, up to 8192, where none is given. */
  CONTEXT_LENGTH(null),
  /** Generations at once; 4 where none is given, and 64 where a server elsewhere makes them. */
  PARALLEL(null),
  /** Threads for computing; as many as there are processors where none is given. */
  THREADS(null),
  /** Layers on the GPU; where none is given, 0 for the engine inside, else the engine decides. */
  GPU_LAYERS(null),
  /**
   * What runs the model: auto, jni, llama-server, or the address of an OpenAI-compatible server.
   */
  ENGINE("auto"),
  /** The llama-server to use; where none is given, the one on the PATH. */
  LLAMA_SERVER(null),
  /** The key for the server that ENGINE is the address of. */
  ENGINE_API_KEY(null),
  /** How many models may be in memory at once. */
  MAX_LOADED_MODELS("1"),
  /** How long a model that nobody asks stays in memory: 30s, 5m, 2h, or off for always. */
  MODEL_KEEP_ALIVE("5m"),
  /** Requests that may wait for a slot. */
  MAX_QUEUE("64"),
  /** The largest request body. */
  MAX_BODY_BYTES("4194304"),
  /** Web origins whose pages may call the API, separated by commas. */
  ALLOWED_ORIGINS(null),
  /** Which embedding model: all-minilm-l6-v2, all-minilm-l6-v2-q, or a folder with model.onnx. */
  EMBEDDING_MODEL("all-minilm-l6-v2"),
  /** Where embeddings are computed: cpu, cuda or mps. */
  EMBEDDING_DEVICE("cpu"),
  /** Threads that compute embeddings; half as many as there are processors where none is given. */
  EMBEDDING_THREADS(null),
  /** Folders that are document collections, kept in step: NAME=PATH,NAME=PATH. */
  LOCALDOCS(null),
  /** The collections for chats that name none, separated by commas. */
  LOCALDOCS_DEFAULT(null),
  /** The largest file that may be uploaded, and that is read from a folder. */
  MAX_FILE_BYTES("536870912"),
  /** Other names for models: NAME=ID,*=ID. */
  MODEL_ALIASES(null),
  /** A file of users who may log in to the standalone runner, in the form of Jetty's realms. */
  LOGIN_REALM(null),
  /** Whether the standalone runner deploys the WAR again when it changes. */
  RELOAD("false"),
  /** Hugging Face, or a mirror of it. */
  HF_ENDPOINT("https://huggingface.co"),
  /** A token for it. */
  HF_TOKEN(null),
  /** Whether each request is logged when it has ended. */
  ACCESS_LOG("true"),
  /** Whether the bodies of requests are logged as well; what people write stands in them. */
  LOG_BODIES("false"),
  /** Seconds that requests may go on when the server stops. */
  SHUTDOWN_TIMEOUT("30"),
  /** The context path of the standalone runner. */
  CONTEXT_PATH("/");

  private final String fallback;

  Setting(String fallback) {
    this.fallback = fallback;
  }

  /** The default, as text. */
  public Optional<String> fallback() {
    return Optional.ofNullable(fallback);
  }
}
