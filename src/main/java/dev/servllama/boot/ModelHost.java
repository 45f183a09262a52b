package dev.servllama.boot;

import dev.servllama.chat.ModelNames;
import dev.servllama.chat.ModelStatus;
import dev.servllama.chat.ModelStatus.Stage;
import dev.servllama.chat.ServedModel;
import dev.servllama.config.Settings;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.UnavailableException;
import dev.servllama.metrics.ModelMetrics;
import dev.servllama.models.LocatedModel;
import dev.servllama.models.ModelSettings;
import dev.servllama.models.ModelStore;
import dev.servllama.models.pull.ModelPuller;
import dev.servllama.models.pull.PullProgress;
import dev.servllama.models.pull.PullSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model: found or pulled, checked and loaded on a thread of its own while the web application
 * is up already. Thread-safe.
 */
final class ModelHost implements Host {
  private static final Logger log = LoggerFactory.getLogger(ModelHost.class);
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Map<String, String> aliases;
  private final ModelStore store;
  private final ModelLoader loader;
  private final Console console;
  private final ModelMetrics metrics;
  private final Thread thread = new Thread(this::run, "model");
  private volatile ModelStatus before =
      ModelStatus.before(Stage.SEARCHING, 0, "Looking for a model.");
  private volatile ServedModel model;
  private volatile boolean closed;

  private ModelHost(
      Settings.Model settings,
      ModelStore store,
      ModelLoader loader,
      Console console,
      ModelMetrics metrics) {
    this.aliases = settings.aliases();
    this.store = store;
    this.loader = loader;
    this.console = console;
    this.metrics = metrics;
    thread.setDaemon(true);
  }

  /** Begins to look for the model; returns at once. */
  static ModelHost start(
      Settings settings,
      OwnClasses classes,
      String version,
      Console console,
      ModelMetrics metrics) {
    Settings.Model model = settings.model();
    ModelPuller puller =
        new ModelPuller(
            new PullSettings(model.dir(), settings.pull().endpoint(), settings.pull().token()));
    ModelHost host =
        new ModelHost(
            model,
            new ModelStore(new ModelSettings(model.dir(), model.name()), puller),
            new ModelLoader(model, new EngineStarter(settings, classes), version),
            console,
            metrics);
    host.thread.start();
    return host;
  }

  @Override
  public ServedModel require(Optional<String> name) {
    ServedModel served = model;
    ModelStatus status = status();
    if (served == null || status.stage() != Stage.READY) {
      boolean soon = status.stage() != Stage.FAILED;
      throw new UnavailableException(status.detail(), soon ? SOON : null);
    }
    new ModelNames(served.id(), aliases).require(name);
    return served;
  }

  @Override
  public ModelStatus status() {
    ServedModel served = model;
    if (served == null) {
      return before;
    }
    EngineStatus engine = served.engine().status();
    return new ModelStatus(
        Optional.of(served.id()),
        stage(engine.phase()),
        engine.progress(),
        engine.detail(),
        Optional.of(served.engine().info()),
        Optional.of(engine));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (model != null) {
      model.engine().close();
    }
  }

  private void run() {
    try {
      LocatedModel located = store.locate(this::pulling);
      if (located.available().size() > 1) {
        console.line("  models    " + String.join(", ", located.available()));
      }
      console.line("  model     " + located.id());
      ServedModel loaded = loader.load(located);
      loaded.prompting().ifPresent(how -> console.template(how.template().capabilities()));
      console.engine(loaded.engine().info());
      model = loaded;
      metrics.serves(loaded.id(), new MeasuredEngine(loaded.engine()));
      showLoading();
    } catch (ServllamaException e) {
      fail(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("The model could not be loaded", e);
      fail("The model could not be loaded; the log says more.");
    }
  }

  private void pulling(PullProgress progress) {
    double fraction = (double) progress.bytesDone() / progress.bytesTotal();
    before =
        ModelStatus.before(
            Stage.PULLING,
            fraction,
            "The model is being pulled from %s.".formatted(progress.source()));
    console.pulling(progress);
  }

  private void showLoading() throws InterruptedException {
    ModelStatus status = status();
    while (status.stage() == Stage.LOADING || status.stage() == Stage.RESTARTING) {
      console.progress("  loading", status.progress(), "");
      TimeUnit.MILLISECONDS.sleep(100);
      status = status();
    }
    if (status.stage() == Stage.READY) {
      console.progress("  loading", 1, "");
      console.line("  ready");
    } else if (!closed) {
      log.error(status.detail());
    }
  }

  private void fail(String reason) {
    String why = Character.toUpperCase(reason.charAt(0)) + reason.substring(1);
    if (!closed) {
      log.error("No model is served. {}", why);
      before = ModelStatus.before(Stage.FAILED, 0, why);
    }
  }

  private static Stage stage(Phase phase) {
    return switch (phase) {
      case LOADING -> Stage.LOADING;
      case READY -> Stage.READY;
      case RESTARTING -> Stage.RESTARTING;
      case FAILED, CLOSED -> Stage.FAILED;
    };
  }
}
