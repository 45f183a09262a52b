package dev.servllama.engine.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.engine.EngineStatus.Phase;
import dev.servllama.engine.Forwarded;
import dev.servllama.engine.Generation;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Job;
import dev.servllama.engine.Reservation;
import dev.servllama.engine.Sampling;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.OverloadedException;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.UnavailableException;
import dev.servllama.error.UpstreamFailedException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RemoteEngineTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
  private static final String HI = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n";
  private static final String STOP =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String USAGE =
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":2}}}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  @Test
  void passesOnTextAndCountsAndTheRequestUntouched() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(HEAD + HI + ": ping\n\n" + STOP + USAGE + DONE)) {
      List<GenerationEvent> events = ask(server);

      assertEquals(
          List.of(
              new GenerationEvent.Started(0),
              new GenerationEvent.Piece("Hi", 1),
              new GenerationEvent.Counted(7, 2),
              new GenerationEvent.Ended(EndReason.STOP, 3)),
          events);
      String request = server.requests().take();
      assertTrue(request.startsWith("POST /v1/chat/completions HTTP/1.1\n"), request);
      assertTrue(request.contains("Authorization: Bearer sk-there\n"), request);
      assertTrue(request.contains("\"extra\":{\"x\":1}"), request);
      assertTrue(request.contains("\"stream\":true"), request);
    }
  }

  @Test
  void triesAgainOnlyWhenNoByteOfAnAnswerHasCome() throws Exception {
    try (ScriptedServer server = new ScriptedServer("", "", HEAD + HI + STOP + DONE)) {
      assertEquals(new GenerationEvent.Ended(EndReason.STOP, 1), last(ask(server)));
      assertEquals(3, server.requests().size());
    }
    try (ScriptedServer server = new ScriptedServer("HTTP/1.1 200 OK\r\n", HEAD + HI + STOP)) {
      assertTrue(failure(server, UpstreamFailedException.class).contains("127.0.0.1"));
    }
  }

  @Test
  void failsWhenTheAnswerBreaksOff() throws Exception {
    for (String half : List.of(HEAD + HI, HEAD + HI + "data: {\"choices\":[{\"del", HEAD)) {
      try (ScriptedServer server = new ScriptedServer(half)) {
        assertTrue(failure(server, UpstreamFailedException.class).contains("in the middle"));
        assertEquals(1, server.requests().size());
      }
    }
    try (ScriptedServer server =
        new ScriptedServer(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nff\r\n"
                + HI)) {
      assertTrue(failure(server, UpstreamFailedException.class).contains("in the middle"));
    }
  }

  @Test
  void failsOnHtmlAndOnWhatIsNotHttp() throws Exception {
    String html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>";
    try (ScriptedServer server = new ScriptedServer(html)) {
      assertTrue(failure(server, UpstreamFailedException.class).contains("text/html"));
    }
    try (ScriptedServer server = new ScriptedServer("SSH-2.0-OpenSSH_9\r\n\r\n")) {
      assertTrue(failure(server, UpstreamFailedException.class).contains("not HTTP"));
    }
    String gateway = "HTTP/1.1 504 Gateway\r\nContent-Type: text/html\r\n\r\n<html>";
    try (ScriptedServer server = new ScriptedServer(gateway)) {
      assertTrue(failure(server, UpstreamFailedException.class).contains("504"));
    }
  }

  @Test
  void failsWhenNothingComesAnyMore() throws Exception {
    try (ScriptedServer server = new ScriptedServer(HEAD + HI + ScriptedServer.HANG)) {
      assertTrue(failure(server, UpstreamFailedException.class).contains("in the middle"));
    }
  }

  @Test
  void saysWhatIsRefusedThereInItsOwnWords() throws Exception {
    String error = "{\"error\":{\"message\":\"no such knob\",\"param\":\"knob\",\"code\":\"c\"}}";
    try (ScriptedServer server = new ScriptedServer("HTTP/1.1 400 Bad\r\n\r\n" + error)) {
      assertEquals("no such knob", failure(server, InvalidRequestException.class));
    }
    try (ScriptedServer server = new ScriptedServer("HTTP/1.1 401 No\r\n\r\n" + error)) {
      assertTrue(failure(server, UpstreamFailedException.class).contains("ENGINE_API_KEY"));
    }
    try (ScriptedServer server = new ScriptedServer(HEAD + "data: " + error + "\n\n")) {
      assertTrue(failure(server, UpstreamFailedException.class).contains("no such knob"));
    }
  }

  @Test
  void passesOnWhenToComeBack() throws Exception {
    String busy = "HTTP/1.1 429 Busy\r\nRetry-After: 17\r\n\r\n{\"error\":{\"message\":\"busy\"}}";
    try (ScriptedServer server = new ScriptedServer(busy)) {
      OverloadedException refused =
          assertInstanceOf(OverloadedException.class, failed(ask(server)).cause());
      assertEquals(Duration.ofSeconds(17), refused.retryAfter());
    }
    try (ScriptedServer server = new ScriptedServer(busy.replace("429", "503"))) {
      UnavailableException refused =
          assertInstanceOf(UnavailableException.class, failed(ask(server)).cause());
      assertEquals(Optional.of(Duration.ofSeconds(17)), refused.retryAfter());
    }
  }

  @Test
  void closesTheConnectionWhenTheClientGoes() throws Exception {
    try (ScriptedServer server = new ScriptedServer(HEAD + HI + ScriptedServer.HANG);
        RemoteEngine engine = engine(server.address(), Duration.ofMinutes(5));
        Reservation place = engine.reserve(1)) {
      BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
      Generation generation = place.start(List.of(job(events))).get(0);
      assertEquals(new GenerationEvent.Started(0), events.take());
      assertEquals(new GenerationEvent.Piece("Hi", 1), events.take());
      generation.cancel();

      assertEquals(new GenerationEvent.Ended(EndReason.CANCELLED, 0), events.take());
      Socket connection = server.hanging().take();
      assertEquals(-1, connection.getInputStream().read());
    }
  }

  @Test
  void knowsItsModelsAndSaysWhenItCannotBeReached() throws Exception {
    String json = "{\"data\":[{\"id\":\"big\",\"created\":1234567890}]}";
    String models = "HTTP/1.1 200 OK\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
    URI gone;
    try (ScriptedServer server = new ScriptedServer(models);
        RemoteEngine engine = engine(server.address(), Duration.ofSeconds(2))) {
      gone = server.address();
      assertEquals(List.of(new RemoteModel("big", 1_234_567_890L)), engine.models());
      assertTrue(engine.status().ready());
    }
    try (RemoteEngine engine = engine(gone, Duration.ofSeconds(2))) {
      assertThrows(UpstreamFailedException.class, engine::models);
      assertEquals(Phase.RESTARTING, engine.status().phase());
      assertTrue(engine.status().detail().contains("127.0.0.1"), engine.status().detail());
    }
  }

  private static List<GenerationEvent> ask(ScriptedServer server)
      throws IOException, InterruptedException {
    BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
    List<GenerationEvent> all = new ArrayList<>();
    try (RemoteEngine engine = engine(server.address(), Duration.ofSeconds(2));
        Reservation place = engine.reserve(1)) {
      place.start(List.of(job(events)));
      while (all.isEmpty() || !isLast(last(all))) {
        GenerationEvent event = events.poll(30, TimeUnit.SECONDS);
        assertNotNull(event, "nothing came after " + all);
        all.add(event);
      }
      assertEquals(0, engine.status().busy());
    }
    return all;
  }

  private static boolean isLast(GenerationEvent event) {
    return event instanceof GenerationEvent.Ended || event instanceof GenerationEvent.Failed;
  }

  private static GenerationEvent last(List<GenerationEvent> events) {
    return events.get(events.size() - 1);
  }

  private static GenerationEvent.Failed failed(List<GenerationEvent> events) {
    return assertInstanceOf(GenerationEvent.Failed.class, last(events));
  }

  private static String failure(ScriptedServer server, Class<? extends ServllamaException> kind)
      throws IOException, InterruptedException {
    return assertInstanceOf(kind, failed(ask(server)).cause()).getMessage();
  }

  private static RemoteEngine engine(URI address, Duration patience) {
    return new RemoteEngine(
        new RemoteSettings(address, Optional.of("sk-there"), 2, 4, patience), "a test wants it");
  }

  private static Job job(BlockingQueue<GenerationEvent> events) {
    ObjectNode body = new ObjectMapper().createObjectNode();
    body.putObject("extra").put("x", 1);
    Sampling sampling = new Sampling(1, 1, 0, 0, 0, 0, 1, Map.of(), OptionalLong.empty());
    return new Job(
        GenerationRequest.forward(
            new Forwarded("chat/completions", body), 10, sampling, OptionalInt.empty()),
        events::add);
  }
}
