package dev.servllama.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.testing.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Clients that have texts embedded by a server, each with one request at a time. */
final class EmbeddingClients {
  private static final String TRY = "Is anybody there?";

  private final URI embeddings;
  private final String key;
  private final ObjectMapper mapper = new ObjectMapper();

  EmbeddingClients(RunningServer server, String key) {
    this.embeddings = server.url("v1/embeddings");
    this.key = key;
  }

  /** Waits until the model is loaded. */
  void await() throws IOException, InterruptedException {
    while (status(List.of(TRY)) == HttpURLConnection.HTTP_UNAVAILABLE) {
      Thread.sleep(200);
    }
    require(List.of(TRY));
  }

  /**
   * Has all texts embedded once.
   *
   * @param clients that do so at the same time
   * @param each texts in a request
   * @return texts per second
   */
  double rate(List<String> texts, int clients, int each) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    run(
        clients,
        () -> {
          int from = next.getAndAdd(each);
          if (from < texts.size()) {
            require(texts.subList(from, Math.min(from + each, texts.size())));
          }
          return from < texts.size();
        });
    return texts.size() * 1e9 / (System.nanoTime() - start);
  }

  /**
   * Has texts embedded, over and over, while it is wanted.
   *
   * @return how many
   */
  int flood(List<String> texts, int clients, int each, BooleanSupplier wanted) throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger made = new AtomicInteger();
    run(
        clients,
        () -> {
          int from = Math.floorMod(next.getAndAdd(each), texts.size() - each);
          require(texts.subList(from, from + each));
          made.addAndGet(each);
          return wanted.getAsBoolean();
        });
    return made.get();
  }

  private static void run(int clients, Callable<Boolean> step) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(
            () -> {
              while (step.call()) {
                // The step has done it.
              }
              return null;
            });
      }
      for (Future<Void> one : threads.invokeAll(all)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void require(List<String> texts) throws IOException {
    int status = status(texts);
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException(embeddings + " answers " + status);
    }
  }

  private int status(List<String> texts) throws IOException {
    byte[] body = mapper.writeValueAsBytes(Map.of("input", texts, "encoding_format", "base64"));
    HttpURLConnection connection = (HttpURLConnection) embeddings.toURL().openConnection();
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Authorization", "Bearer " + key);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.getOutputStream().write(body);
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      in.readAllBytes();
    }
    return status;
  }
}
