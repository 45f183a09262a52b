package dev.servllama.boot;

import dev.servllama.config.Settings;
import dev.servllama.http.Access;
import dev.servllama.http.AccessLog;
import dev.servllama.http.ApiKeys;
import dev.servllama.http.ConnectionTable;
import dev.servllama.http.ConnectionWatch;
import dev.servllama.http.RequestGate;
import dev.servllama.http.RequestMeter;
import dev.servllama.http.ServerInfo;
import dev.servllama.metrics.Metrics;
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
 * @param access who may call
 * @param gate what requests pass through
 * @param connections notices clients that have gone
 * @param models the model
 * @param metrics what is counted
 */
record Servllama(
    ServerInfo info,
    Access access,
    RequestGate gate,
    ConnectionWatch connections,
    ModelHost models,
    Metrics metrics)
    implements AutoCloseable {

  static Servllama start(ServletContext context) {
    Settings settings = SettingsSource.read(context);
    ServerInfo info = Version.read();
    KeyFile keyFile = new KeyFile(settings.dataDir());
    boolean ownKey = settings.server().requireApiKey() && settings.server().apiKeys().isEmpty();
    List<String> keys = ownKey ? List.of(keyFile.keyOrNew()) : settings.server().apiKeys();
    Console console = Console.of(context, settings.server());
    console.welcome(info, ownKey ? Optional.of(keys.get(0)) : Optional.empty());
    Metrics metrics = Metrics.start(context.getContextPath() + "/", Clock.systemUTC());
    measure(context, settings, metrics);
    ConnectionWatch connections = new ConnectionWatch(ConnectionTable.ofThisMachine());
    return new Servllama(
        info,
        access(settings.server(), keys),
        new RequestGate(settings.server().maxBodyBytes(), connections),
        connections,
        ModelHost.start(
            settings, new OwnClasses(context), info.version(), console, metrics.models()),
        metrics);
  }

  /** Before the filters of the deployment descriptor, so that it sees what these do. */
  private static void measure(ServletContext context, Settings settings, Metrics metrics) {
    Optional<AccessLog> log =
        settings.accessLog() ? Optional.of(new AccessLog()) : Optional.empty();
    FilterRegistration.Dynamic filter =
        context.addFilter("measure", new RequestMeter(metrics.requests(), log));
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(null, false, "/*");
  }

  private static Access access(Settings.Server server, List<String> keys) {
    return new Access(
        server.requireApiKey() ? Optional.of(new ApiKeys(keys)) : Optional.empty(),
        Set.copyOf(server.allowedOrigins()),
        server.host());
  }

  @Override
  public void close() {
    models.close();
    connections.close();
    gate.close();
    metrics.close();
  }
}
