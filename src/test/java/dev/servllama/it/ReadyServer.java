package dev.servllama.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.testing.RealModel;
import dev.servllama.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A standalone server that has loaded the real models, and ways to ask it. */
final class ReadyServer implements AutoCloseable {
  static final String KEY = "sk-integration-test";

  private static final Duration LOADING = Duration.ofSeconds(120);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RunningServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private ReadyServer(RunningServer server) {
    this.server = server;
  }

  static ReadyServer start(Map<String, String> environment) {
    RealModel.file();
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putIfAbsent("API_KEYS", KEY);
    ReadyServer ready = new ReadyServer(RunningServer.standalone(all));
    try {
      ready.awaitModel();
      return ready;
    } catch (AssertionError failure) {
      ready.close();
      throw failure;
    }
  }

  RunningServer server() {
    return server;
  }

  /** The address that clients are given. */
  String openAiBaseUrl() {
    return server.url("v1").toString();
  }

  /** Posts JSON, with single quotes for double ones. */
  HttpResponse<String> post(String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(server.url(path))
            .header("Authorization", "Bearer " + KEY)
            .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
            .build();
    return send(request);
  }

  /** Posts JSON and expects an answer of 200. */
  JsonNode ask(String path, String json) {
    HttpResponse<String> response = post(path, json);
    if (response.statusCode() != 200) {
      throw new AssertionError(json + " was answered " + response.body() + server.logTail());
    }
    return tree(response.body());
  }

  HttpResponse<String> get(String path) {
    return send(
        HttpRequest.newBuilder(server.url(path)).header("Authorization", "Bearer " + KEY).build());
  }

  HttpResponse<String> delete(String path) {
    return send(
        HttpRequest.newBuilder(server.url(path))
            .header("Authorization", "Bearer " + KEY)
            .DELETE()
            .build());
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new AssertionError("Not JSON: " + json, e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(request + " failed" + server.logTail(), e);
    }
  }

  private void awaitModel() {
    long deadline = System.nanoTime() + LOADING.toNanos();
    for (JsonNode health = health(); !isReady(health); health = health()) {
      if (System.nanoTime() > deadline || Watched.stage(health).equals("failed")) {
        throw new AssertionError("The model did not load: " + health + server.logTail());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private JsonNode health() {
    return tree(get("health").body());
  }

  private static boolean isReady(JsonNode health) {
    return Watched.stage(health).equals("ready")
        && health.at("/embeddings/stage").asText().equals("ready");
  }

  @Override
  public void close() {
    server.close();
  }
}
