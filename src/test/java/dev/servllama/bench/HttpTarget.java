package dev.servllama.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A server with OpenAI's API. The client reads on the thread that asks: with {@code HttpClient}
 * each token would change threads three times, on the cores whose time is being measured.
 */
final class HttpTarget implements Target {
  private static final String DATA = "data: ";

  private final String name;
  private final URI chat;
  private final Optional<String> key;
  private final Optional<String> model;
  private final Map<String, Integer> bias;
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * @param base ends in {@code /v1}
   * @param bias logit_bias of each request, to keep a model from ending early
   */
  HttpTarget(
      String name,
      String base,
      Optional<String> key,
      Optional<String> model,
      Map<String, Integer> bias) {
    this.name = name;
    this.chat = URI.create(base + "/chat/completions");
    this.key = key;
    this.model = model;
    this.bias = bias;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Sample stream(String question, int tokens) throws IOException {
    byte[] body = body(question, tokens).getBytes(UTF_8);
    HttpURLConnection connection = (HttpURLConnection) chat.toURL().openConnection();
    connection.setRequestProperty("Content-Type", "application/json");
    key.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    long start = System.nanoTime();
    connection.getOutputStream().write(body);
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      throw new IOException(
          name + ": " + new String(connection.getErrorStream().readAllBytes(), UTF_8));
    }
    try (InputStream in = connection.getInputStream()) {
      return read(in, start);
    }
  }

  private String body(String question, int tokens) {
    ObjectNode body = mapper.createObjectNode();
    body.putArray("messages").addObject().put("role", "user").put("content", question);
    body.put("max_tokens", tokens).put("temperature", 0).put("stream", true);
    body.putPOJO("logit_bias", bias);
    model.ifPresent(id -> body.put("model", id));
    return body.toString();
  }

  /** A chunk with text is a token, nearly: servers do not say how many a chunk holds. */
  private static Sample read(InputStream in, long start) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    int tokens = 0;
    long first = 0;
    long last = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(DATA) && line.contains("\"content\":\"") && !isEmpty(line)) {
        last = System.nanoTime() - start;
        first = tokens == 0 ? last : first;
        tokens++;
      }
    }
    return new Sample(first, last, tokens);
  }

  private static boolean isEmpty(String line) {
    return line.contains("\"content\":\"\"");
  }

  @Override
  public void close() {
    // The server is somebody else's.
  }
}
