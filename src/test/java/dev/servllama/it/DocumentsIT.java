package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.testing.SmallDisk;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents through a running server with one slot, one place in the queue, and a small disk. */
class DocumentsIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int DISK_MB = 24;

  @TempDir private static Path folder;
  private static Optional<SmallDisk> disk = Optional.empty();
  private static ReadyServer ready;

  @BeforeAll
  static void start() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    disk = SmallDisk.mount(data, DISK_MB);
    ready =
        ReadyServer.start(
            Map.of(
                "DATA_DIR",
                data.toString(),
                "PARALLEL",
                "1",
                "MAX_QUEUE",
                "1",
                "CONTEXT_LENGTH",
                "512"));
  }

  @AfterAll
  static void stop() {
    if (ready != null) {
      ready.close();
    }
    disk.ifPresent(SmallDisk::close);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(ready.server().url(path))
        .header("Authorization", "Bearer " + ReadyServer.KEY);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(request.toString(), e);
    }
  }

  private static HttpResponse<String> upload(String name, String content) {
    String body =
        "--x\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nassistants\r\n--x\r\n"
            + "Content-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n%s\r\n--x--\r\n"
                .formatted(name, content);
    return send(
        request("v1/files")
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String uploaded(String name, String content) {
    HttpResponse<String> response = upload(name, content);
    assertEquals(200, response.statusCode(), response.body());
    return ReadyServer.tree(response.body()).get("id").asText();
  }

  private static List<String> filesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data/documents/files"))) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void aFullDiskIs507AndHarmsNothing() throws IOException {
    assumeTrue(disk.isPresent(), "Whoever runs this may not mount a file system");
    String kept = uploaded("kept.txt", "The gate opens at seven.");
    List<String> before = filesOnDisk();
    disk.get().fill();
    HttpResponse<String> refused = upload("large.txt", "x".repeat(1 << 20));
    List<String> after = filesOnDisk();
    disk.get().free();

    assertEquals(507, refused.statusCode(), refused.body());
    JsonNode error = ReadyServer.tree(refused.body()).get("error");
    assertEquals("insufficient_storage", error.get("code").asText());
    assertEquals(
        "The file could not be stored: the disk is full. Nothing of it has been kept.",
        error.get("message").asText());
    assertEquals(before, after);
    assertEquals("The gate opens at seven.", ready.get("v1/files/" + kept + "/content").body());
    uploaded("small.txt", "There is room again.");
  }

  @Test
  void whoWaitsForDocumentsKeepsNobodyFromTheEngine() throws Exception {
    String file = uploaded("long.txt", "It rains in the north. The sun shines.\n\n".repeat(40_000));
    JsonNode store =
        ready.ask("v1/vector_stores", "{'name':'slow','file_ids':['%s']}".formatted(file));
    String question =
        "{'collections':['slow'],'max_tokens':1,'messages':[{'role':'user','content':'Rain?'}]}"
            .replace('\'', '"');
    List<CompletableFuture<HttpResponse<String>>> waiting =
        Stream.generate(
                () ->
                    CLIENT.sendAsync(
                        request("v1/chat/completions?wait=300")
                            .POST(BodyPublishers.ofString(question))
                            .build(),
                        BodyHandlers.ofString()))
            .limit(4)
            .toList();
    for (int i = 0; i < 5; i++) {
      ready.ask(
          "v1/chat/completions", "{'max_tokens':1,'messages':[{'role':'user','content':'Hi'}]}");
    }
    assertFalse(waiting.stream().anyMatch(CompletableFuture::isDone), "they did not wait");
    assertEquals(200, send(request("v1/files/" + file).DELETE().build()).statusCode(), file);

    int answered = 0;
    for (CompletableFuture<HttpResponse<String>> each : waiting) {
      HttpResponse<String> response = each.get(60, TimeUnit.SECONDS);
      // One is answered and one waits: that is all the room that the engine has.
      assertTrue(List.of(200, 429).contains(response.statusCode()), response.body());
      answered += response.statusCode() == 200 ? 1 : 0;
    }
    assertTrue(answered >= 2, "answered " + answered);
    assertEquals(
        200,
        send(request("v1/vector_stores/" + store.get("id").asText()).DELETE().build())
            .statusCode());
  }
}
