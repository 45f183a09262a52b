package dev.servllama.boot;

import dev.servllama.chat.ModelNames;
import dev.servllama.chat.ModelStatus;
import dev.servllama.chat.ModelStatus.Stage;
import dev.servllama.chat.ServedModel;
import dev.servllama.config.Settings;
import dev.servllama.engine.pool.EnginePool;
import dev.servllama.engine.pool.PoolSettings;
import dev.servllama.error.UnavailableException;
import dev.servllama.metrics.ModelMetrics;
import dev.servllama.models.LocatedModel;
import dev.servllama.models.ModelSettings;
import dev.servllama.models.ModelStore;
import dev.servllama.models.pull.ModelPuller;
import dev.servllama.models.pull.PullSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The models of the models' folder. Thread-safe. */
final class ModelHost implements Host {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final ModelNames names;
  private final ModelStore store;
  private final EnginePool pool;
  private final DefaultModel standard;

  private ModelHost(ModelNames names, ModelStore store, EnginePool pool, DefaultModel standard) {
    this.names = names;
    this.store = store;
    this.pool = pool;
    this.standard = standard;
  }

  /** Begins to look for the default model; returns at once. */
  static ModelHost start(
      Settings settings,
      OwnClasses classes,
      String version,
      Console console,
      ModelMetrics metrics) {
    Settings.Model how = settings.model();
    ModelPuller puller =
        new ModelPuller(
            new PullSettings(how.dir(), settings.pull().endpoint(), settings.pull().token()));
    ModelStore store = new ModelStore(new ModelSettings(how.dir(), how.name()), puller);
    AtomicLong memory = new AtomicLong(MemoryForModels.ofThisMachine());
    EnginePool pool =
        EnginePool.open(
            new PoolSettings(
                how.maxLoaded(), how.parallel() + how.maxQueue(), memory::get, how.keepAlive()));
    EngineStarter engines = new EngineStarter(settings, classes);
    DefaultModel standard =
        new DefaultModel(
            store,
            () -> {
              EngineChoice choice = engines.choose();
              memory.set(MemoryForModels.of(choice, how.gpuLayers()));
              return new ModelCatalog(
                  store,
                  new ModelLoader(how, engines, choice, memory.get(), version),
                  pool,
                  metrics);
            },
            console);
    standard.start();
    return new ModelHost(new ModelNames(how.aliases()), store, pool, standard);
  }

  @Override
  public ServedModel require(Optional<String> name) {
    ModelCatalog catalog = standard.catalog().orElseThrow(this::unavailable);
    List<String> ids = catalog.ids();
    if (names.find(ids, name).isEmpty()) {
      catalog.refresh();
      ids = catalog.ids();
    }
    if (ids.isEmpty() || (name.isEmpty() && !standard.isKnown())) {
      throw unavailable();
    }
    return catalog.require(names.require(ids, name)).model();
  }

  @Override
  public List<ServedModel> all() {
    List<ServedModel> all =
        standard.catalog().map(ModelCatalog::all).filter(some -> !some.isEmpty()).orElse(List.of());
    if (all.isEmpty()) {
      throw unavailable();
    }
    return all;
  }

  @Override
  public boolean has(String name) {
    return standard.catalog().flatMap(all -> ModelNames.named(all.ids(), name)).isPresent();
  }

  @Override
  public ModelStatus status() {
    return standard.status();
  }

  @Override
  public ServedModel pull(String name, Consumer<PullStep> progress) {
    ModelCatalog catalog = standard.catalog().orElseThrow(this::unavailable);
    LocatedModel located =
        store.pull(
            name,
            step ->
                progress.accept(
                    new PullStep(
                        step.source(),
                        step.bytesDone(),
                        step.bytesTotal(),
                        step.bytesPerSecond())));
    catalog.refresh();
    return catalog.require(located.id()).model();
  }

  @Override
  public void load(ServedModel model) {
    held(model).engine().load();
  }

  @Override
  public void unload(ServedModel model) throws InterruptedException {
    held(model).engine().unload();
  }

  @Override
  public void delete(ServedModel model) throws InterruptedException {
    ModelCatalog catalog = standard.catalog().orElseThrow(this::unavailable);
    ModelCatalog.Held held = catalog.require(model.id());
    held.engine().unload();
    catalog.delete(held);
  }

  @Override
  public void close() {
    standard.close();
    pool.close();
  }

  private ModelCatalog.Held held(ServedModel model) {
    return standard.catalog().orElseThrow(this::unavailable).require(model.id());
  }

  private UnavailableException unavailable() {
    ModelStatus status = standard.status();
    boolean soon = status.stage() != Stage.FAILED;
    return new UnavailableException(status.detail(), soon ? SOON : null);
  }
}
