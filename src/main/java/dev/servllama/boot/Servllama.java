package dev.servllama.boot;

import dev.servllama.config.Settings;
import dev.servllama.config.Settings.ApiKey;
import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.Embedders;
import dev.servllama.http.Access;
import dev.servllama.http.AccessLog;
import dev.servllama.http.ConnectionTable;
import dev.servllama.http.ConnectionWatch;
import dev.servllama.http.Drain;
import dev.servllama.http.EmbeddingModel;
import dev.servllama.http.PageSettings;
import dev.servllama.http.RequestGate;
import dev.servllama.http.RequestMeter;
import dev.servllama.http.ServerInfo;
import dev.servllama.keys.Keys;
import dev.servllama.metrics.EmbeddingMetrics;
import dev.servllama.metrics.Metrics;
import dev.servllama.training.Datasets;
import dev.servllama.training.Feedback;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The running server: its parts, built in order and closed in reverse.
 *
 * @param info what it says of itself
 * @param signals tell that it is to stop
 * @param drain lets requests finish then
 * @param access who may call
 * @param page what the pages must know
 * @param keys who is known, and what they use
 * @param gate what requests pass through
 * @param connections notices clients that have gone
 * @param embedder makes embeddings
 * @param embeddingModel the names of its model
 * @param datasets the training data
 * @param feedback what people say of answers
 * @param documents the user's own documents
 * @param models the model
 * @param metrics what is counted
 */
record Servllama(
    ServerInfo info,
    StopSignals signals,
    Drain drain,
    Access access,
    PageSettings page,
    Keys keys,
    RequestGate gate,
    ConnectionWatch connections,
    Embedder embedder,
    EmbeddingModel embeddingModel,
    Datasets datasets,
    Feedback feedback,
    DocumentHost documents,
    Host models,
    Metrics metrics)
    implements AutoCloseable {

  static Servllama start(ServletContext context) {
    PartsSoFar parts = new PartsSoFar();
    try {
      return start(context, SettingsSource.read(context), parts);
    } catch (RuntimeException | Error e) {
      parts.close(e);
      throw e;
    }
  }

  private static Servllama start(ServletContext context, Settings settings, PartsSoFar parts) {
    ServerInfo info = Version.read();
    Optional<ApiKey> ownKey = ownKey(settings);
    Keys keys = parts.add(keys(settings, ownKey));
    Console console = Console.of(context, settings.server());
    console.welcome(info, ownKey.map(ApiKey::key));
    Clock clock = Clock.systemUTC();
    Metrics metrics = parts.add(Metrics.start(context.getContextPath() + "/", clock));
    Drain drain = new Drain(settings.server().shutdownTimeout());
    measure(context, settings, metrics, drain);
    EmbeddingMetrics made = metrics.embeddings();
    Embedder embedder = parts.add(Embedders.start(settings.embedding(), made::batch));
    made.queue(() -> embedder.status().waiting());
    Datasets datasets = parts.add(new Datasets(settings.training().dir(), embedder, clock));
    DocumentHost documents =
        parts.add(DocumentHost.start(settings.documents(), new OwnClasses(context), embedder));
    ConnectionWatch connections = parts.add(new ConnectionWatch(ConnectionTable.ofThisMachine()));
    RequestGate gate =
        parts.add(new RequestGate(settings.server().maxBodyBytes(), connections, keys.meter()));
    Host models =
        parts.add(
            settings.engine().kind() == Settings.Engine.Kind.HTTP
                ? RemoteHost.start(settings, console, metrics.models())
                : ModelHost.start(
                    settings, new OwnClasses(context), info.version(), console, metrics.models()));
    return new Servllama(
        info,
        parts.add(StopSignals.listen(context, drain)),
        drain,
        access(settings.server(), keys),
        page(settings),
        keys,
        gate,
        connections,
        embedder,
        new EmbeddingModel(
            embedder, models, settings.model().aliases(), clock.instant().getEpochSecond()),
        datasets,
        new Feedback(settings.training().feedback(), datasets),
        documents,
        models,
        metrics);
  }

  /** Before the filters of the deployment descriptor, so that it sees what these do. */
  private static void measure(
      ServletContext context, Settings settings, Metrics metrics, Drain drain) {
    Optional<AccessLog> log =
        settings.accessLog() ? Optional.of(new AccessLog(settings.logBodies())) : Optional.empty();
    FilterRegistration.Dynamic filter =
        context.addFilter("measure", new RequestMeter(metrics, log, drain));
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(null, false, "/*");
  }

  /** One that is made where one is required and none is given. */
  private static Optional<ApiKey> ownKey(Settings settings) {
    Settings.Server server = settings.server();
    boolean given = !server.apiKeys().isEmpty() || server.apiKeysFile().isPresent();
    return server.requireApiKey() && !given
        ? Optional.of(new ApiKey(Optional.empty(), new KeyFile(settings.dataDir()).keyOrNew()))
        : Optional.empty();
  }

  private static Keys keys(Settings settings, Optional<ApiKey> ownKey) {
    return Keys.open(
        ownKey.map(List::of).orElse(settings.server().apiKeys()),
        settings.server().apiKeysFile(),
        settings.dataDir());
  }

  private static Access access(Settings.Server server, Keys keys) {
    return new Access(
        server.requireApiKey(), keys.ring(), Set.copyOf(server.allowedOrigins()), server.host());
  }

  private static PageSettings page(Settings settings) {
    return new PageSettings(
        settings.server().requireApiKey(),
        settings.server().defaultApiKey(),
        settings.training().feedback().isPresent());
  }

  @Override
  public void close() {
    signals.close();
    drain.run();
    models.close();
    documents.close();
    embedder.close();
    connections.close();
    gate.close();
    datasets.close();
    metrics.close();
    keys.close();
  }
}
