package dev.servllama.boot;

import dev.servllama.chat.ModelStatus;
import dev.servllama.chat.ModelStatus.Stage;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.error.ServllamaException;
import dev.servllama.models.LocatedModel;
import dev.servllama.models.ModelStore;
import dev.servllama.models.pull.PullProgress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model for requests that name none: found or pulled, checked and loaded on a thread of its own
 * while the web application is up already. Where there is none, or it goes, another that comes into
 * the folder takes its place. Thread-safe.
 */
final class DefaultModel {
  private static final Logger log = LoggerFactory.getLogger(DefaultModel.class);

  private static final long LOOK_MILLIS = 1000;

  private final ModelStore store;
  private final Supplier<ModelCatalog> opening;
  private final Console console;
  private final Thread thread = new Thread(this::run, "model");
  private volatile ModelStatus before =
      ModelStatus.before(Stage.SEARCHING, 0, "Looking for a model.");
  private volatile ModelCatalog catalog;
  private volatile ModelCatalog.Held model;
  private volatile boolean closed;

  /**
   * @param store finds and pulls it
   * @param opening makes the catalog, which may take a moment and fail
   * @param console is told how far it is
   */
  DefaultModel(ModelStore store, Supplier<ModelCatalog> opening, Console console) {
    this.store = store;
    this.opening = opening;
    this.console = console;
    thread.setDaemon(true);
  }

  /** Begins to look for it; returns at once. */
  void start() {
    thread.start();
  }

  /** All models; empty before it is known which engine there is. */
  Optional<ModelCatalog> catalog() {
    return Optional.ofNullable(catalog);
  }

  /** Whether it has been found. */
  boolean isKnown() {
    return model != null;
  }

  /** How it stands with it. */
  ModelStatus status() {
    ModelCatalog.Held held = model;
    if (held == null) {
      return before;
    }
    EngineStatus engine = held.engine().status();
    return new ModelStatus(
        Optional.of(held.model().id()),
        stage(engine.phase()),
        engine.progress(),
        engine.detail(),
        Optional.of(held.engine().info()),
        Optional.of(engine));
  }

  /** Ends the search. */
  void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      catalog = opening.get();
      Supplier<Optional<LocatedModel>> search = () -> Optional.of(store.locate(this::pulling));
      Supplier<Optional<LocatedModel>> later = store::wanted;
      while (true) {
        Map<String, ModelCatalog.Stamp> files = catalog.files();
        if (isServed(search)) {
          awaitItsEnd();
          // It was deleted, so it is not pulled again: whatever there is takes its place.
          later = this::wantedOrFirst;
        } else {
          awaitOther(files);
        }
        search = later;
      }
    } catch (ServllamaException e) {
      fail(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
      log.error("The model could not be loaded", e);
      fail("The model could not be loaded; the log says more.");
    }
  }

  private Optional<LocatedModel> wantedOrFirst() {
    return store.wanted().or(store::first);
  }

  /** Whether one is found; if it cannot be loaded, requests try it again. */
  private boolean isServed(Supplier<Optional<LocatedModel>> search) throws InterruptedException {
    try {
      Optional<LocatedModel> found = search.get();
      if (found.isPresent()) {
        serve(found.get());
      }
      return found.isPresent();
    } catch (ServllamaException e) {
      fail(e.getMessage());
      return false;
    }
  }

  private void serve(LocatedModel located) throws InterruptedException {
    if (located.available().size() > 1) {
      console.line("  models    " + String.join(", ", located.available()));
    }
    console.line("  model     " + located.id());
    catalog.makeDefault(located.id());
    ModelCatalog.Held held = catalog.require(located.id());
    console.template(held.file().prompting().template().capabilities());
    console.engine(held.engine().info());
    held.engine().keep();
    held.engine().load();
    model = held;
    showLoading();
    readOthers();
  }

  /** So that the first who asks for one of them, or for the list, need not wait for that. */
  private void readOthers() {
    try {
      catalog.all();
    } catch (ServllamaException e) {
      log.debug("The models' folder cannot be read", e);
    }
  }

  private void awaitItsEnd() throws InterruptedException {
    do {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } while (catalog.has(model));
    String gone = "The model '%s' has gone from the models' folder, or is another file now.";
    before = ModelStatus.before(Stage.FAILED, 0, gone.formatted(model.model().id()));
    model = null;
  }

  /** Waits for other files than those, which are all copied. */
  private void awaitOther(Map<String, ModelCatalog.Stamp> files) throws InterruptedException {
    Map<String, ModelCatalog.Stamp> seen = files;
    Map<String, ModelCatalog.Stamp> now = catalog.files();
    while (now.isEmpty() || now.equals(files) || !now.equals(seen)) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      seen = now;
      now = catalog.files();
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
      // Another one has taken its place, and a request brings it back.
      case READY, UNLOADED -> Stage.READY;
      case RESTARTING -> Stage.RESTARTING;
      case FAILED, CLOSED -> Stage.FAILED;
    };
  }
}
