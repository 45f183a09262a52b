package dev.servllama.boot;

import dev.servllama.config.Settings;
import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.Embedders;
import dev.servllama.http.Access;
import dev.servllama.http.ApiKeys;
import dev.servllama.http.ConnectionTable;
import dev.servllama.http.ConnectionWatch;
import dev.servllama.http.RequestGate;
import dev.servllama.http.ServerInfo;
import dev.servllama.training.Datasets;
import dev.servllama.training.Feedback;
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
 * @param embedder makes embeddings
 * @param datasets the training data
 * @param feedback what people say of answers
 * @param documents the user's own documents
 * @param models the model
 */
record Servllama(
    ServerInfo info,
    Access access,
    RequestGate gate,
    ConnectionWatch connections,
    Embedder embedder,
    Datasets datasets,
    Feedback feedback,
    DocumentHost documents,
    ModelHost models)
    implements AutoCloseable {

  static Servllama start(ServletContext context) {
    Settings settings = SettingsSource.read(context);
    ServerInfo info = Version.read();
    Embedder embedder = Embedders.start(settings.embedding());
    KeyFile keyFile = new KeyFile(settings.dataDir());
    boolean ownKey = settings.server().requireApiKey() && settings.server().apiKeys().isEmpty();
    List<String> keys = ownKey ? List.of(keyFile.keyOrNew()) : settings.server().apiKeys();
    Console console = Console.of(context, settings.server());
    console.welcome(info, ownKey ? Optional.of(keys.get(0)) : Optional.empty());
    ConnectionWatch connections = new ConnectionWatch(ConnectionTable.ofThisMachine());
    Datasets datasets = new Datasets(settings.training().dir(), embedder, Clock.systemUTC());
    return new Servllama(
        info,
        access(settings.server(), keys),
        new RequestGate(settings.server().maxBodyBytes(), connections),
        connections,
        embedder,
        datasets,
        new Feedback(settings.training().feedback(), datasets),
        DocumentHost.start(settings.documents(), new OwnClasses(context), embedder),
        ModelHost.start(settings, new OwnClasses(context), info.version(), console));
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
    documents.close();
    embedder.close();
    connections.close();
    gate.close();
    datasets.close();
  }
}
