package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More clients than there is room for, and clients that never finish what they say. */
@Tag("engine")
class LoadIT {
  private static final int QUEUE = 8;
  private static final int SLOTS = 2;

  private static ReadyServer server;

  @BeforeAll
  static void start() {
    server =
        ReadyServer.start(
            Map.of("PARALLEL", String.valueOf(SLOTS), "MAX_QUEUE", String.valueOf(QUEUE)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Reply(HttpResponse<String> response, long nanos) {}

  @Test
  void refusesAtOnceWhatItHasNoRoomFor() {
    int clients = 1000;
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request =
        HttpRequest.newBuilder(server.server().url("v1/chat/completions"))
            .header("Authorization", "Bearer " + ReadyServer.KEY)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    Chats.of("Count.", 20, false).replace('\'', '"')))
            .timeout(Duration.ofSeconds(120))
            .build();
    List<CompletableFuture<Reply>> running =
        IntStream.range(0, clients).mapToObj(i -> send(client, request)).toList();
    List<Reply> replies = running.stream().map(CompletableFuture::join).toList();

    List<Reply> refused = replies.stream().filter(r -> r.response().statusCode() == 429).toList();
    long served = replies.stream().filter(r -> r.response().statusCode() == 200).count();
    assertEquals(clients, served + refused.size());
    assertTrue(served >= QUEUE + SLOTS, () -> served + " were served");
    assertFalse(refused.isEmpty());
    for (Reply reply : refused) {
      int wait = Integer.parseInt(reply.response().headers().firstValue("Retry-After").orElse("0"));
      assertTrue(wait >= 1, () -> reply.response().headers().toString());
    }
    long[] nanos = refused.stream().mapToLong(Reply::nanos).sorted().toArray();
    System.out.printf(
        "figure: fault 11: of %d, %d served, the rest refused, p99 after %d ms (the clients' own"
            + " queue included)%n",
        clients, served, nanos[nanos.length * 99 / 100] / 1_000_000);
    assertEquals(
        4, server.ask("v1/chat/completions", Chats.brief()).at("/usage/completion_tokens").asInt());
  }

  private static CompletableFuture<Reply> send(HttpClient client, HttpRequest request) {
    long start = System.nanoTime();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(response -> new Reply(response, System.nanoTime() - start));
  }

  @Test
  void answersOthersWhileManySendHalfARequest() throws IOException {
    URI url = server.server().baseUrl();
    String half =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                .formatted(ReadyServer.KEY)
            + "Content-Length: 1000\r\n\r\n{\"messages\": [";
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 500; i++) {
        Socket socket = new Socket(url.getHost(), url.getPort());
        sockets.add(socket);
        socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      }
      long start = System.nanoTime();
      server.ask("v1/chat/completions", Chats.brief());
      Duration answered = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf(
          "figure: fault 10: answered after %d ms beside 500 half requests%n", answered.toMillis());
      assertTrue(answered.compareTo(Duration.ofSeconds(20)) < 0, answered::toString);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
