package dev.servllama.boot;

import dev.servllama.chat.ModelNames;
import dev.servllama.chat.ModelStatus;
import dev.servllama.chat.ModelStatus.Stage;
import dev.servllama.chat.ServedModel;
import dev.servllama.config.Settings;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.remote.RemoteEngine;
import dev.servllama.engine.remote.RemoteModel;
import dev.servllama.engine.remote.RemoteSettings;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.UnavailableException;
import dev.servllama.metrics.ModelMetrics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of a server elsewhere. It is asked for them now and then, which also tells whether it
 * is there; what it had is known on while it is away. Thread-safe.
 */
final class RemoteHost implements Host {
  private static final Logger log = LoggerFactory.getLogger(RemoteHost.class);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final long PAUSE_SECONDS = 10;
  private static final long PAUSE_WHILE_AWAY_SECONDS = 1;

  private final RemoteEngine engine;
  private final Settings.Model settings;
  private final Console console;
  private final ModelMetrics metrics;
  private final Thread thread = new Thread(this::run, "upstream-models");
  private volatile List<ServedModel> models = List.of();

  private RemoteHost(
      RemoteEngine engine, Settings.Model settings, Console console, ModelMetrics metrics) {
    this.engine = engine;
    this.settings = settings;
    this.console = console;
    this.metrics = metrics;
    thread.setDaemon(true);
  }

  /** Begins to ask; returns at once. */
  static RemoteHost start(Settings settings, Console console, ModelMetrics metrics) {
    Settings.Model model = settings.model();
    RemoteEngine engine =
        new RemoteEngine(
            new RemoteSettings(
                settings.engine().upstream().orElseThrow(),
                settings.engine().apiKey(),
                model.parallel(),
                model.maxQueue(),
                RemoteSettings.PATIENCE),
            "ENGINE is its address");
    RemoteHost host = new RemoteHost(engine, model, console, metrics);
    console.engine(engine.info());
    host.thread.start();
    return host;
  }

  @Override
  public ServedModel require(Optional<String> name) {
    List<ServedModel> known = all();
    String id =
        new ModelNames(settings.aliases())
            .require(known.stream().map(ServedModel::id).toList(), name);
    return known.stream().filter(model -> model.id().equals(id)).findFirst().orElseThrow();
  }

  @Override
  public List<ServedModel> all() {
    List<ServedModel> known = models;
    if (known.isEmpty()) {
      throw new UnavailableException(engine.status().detail(), SOON);
    }
    return known;
  }

  @Override
  public boolean has(String name) {
    return models.stream().anyMatch(model -> model.id().equals(name));
  }

  @Override
  public ServedModel pull(String name, Consumer<PullStep> progress) {
    throw elsewhere();
  }

  @Override
  public void load(ServedModel model) {
    throw elsewhere();
  }

  @Override
  public void unload(ServedModel model) {
    throw elsewhere();
  }

  @Override
  public void delete(ServedModel model) {
    throw elsewhere();
  }

  private static InvalidRequestException elsewhere() {
    return new InvalidRequestException(
        "The models of this server are those of the server that ENGINE is the address of; they are"
            + " managed there.",
        null,
        "unsupported_engine");
  }

  @Override
  public ModelStatus status() {
    EngineStatus status = engine.status();
    List<ServedModel> known = models;
    Stage stage =
        status.ready() && !known.isEmpty()
            ? Stage.READY
            : known.isEmpty() ? Stage.LOADING : Stage.RESTARTING;
    String detail =
        status.ready() && known.isEmpty() ? "The server elsewhere has no model." : status.detail();
    return new ModelStatus(
        known.stream().map(ServedModel::id).findFirst(),
        stage,
        0,
        detail,
        Optional.of(engine.info()),
        Optional.of(status));
  }

  @Override
  public void close() {
    thread.interrupt();
    engine.close();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PAUSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean wasAway = false;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        boolean there = look(wasAway);
        wasAway = !there;
        TimeUnit.SECONDS.sleep(there ? PAUSE_SECONDS : PAUSE_WHILE_AWAY_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether the server is there. */
  private boolean look(boolean wasAway) {
    try {
      know(engine.models());
      return true;
    } catch (ServllamaException e) {
      if (!wasAway) {
        log.warn(e.getMessage());
      }
      return false;
    }
  }

  private void know(List<RemoteModel> there) {
    boolean first = models.isEmpty();
    // The one that is named stands first and so is the default.
    models =
        there.stream()
            .sorted(Comparator.comparing(model -> !isNamed(model.id())))
            .map(this::served)
            .toList();
    models.forEach(model -> metrics.serves(model.id(), new MeasuredEngine(engine)));
    if (first && !models.isEmpty()) {
      console.line(
          "  models    " + String.join(", ", models.stream().map(ServedModel::id).toList()));
      console.line("  ready");
    }
  }

  private boolean isNamed(String id) {
    return settings.name().filter(id::equals).isPresent();
  }

  private ServedModel served(RemoteModel model) {
    String fingerprint = "fp_%08x".formatted((engine.info().version() + model.id()).hashCode());
    return new ServedModel(
        model.id(), model.created(), Optional.empty(), fingerprint, engine, Optional.empty());
  }
}
