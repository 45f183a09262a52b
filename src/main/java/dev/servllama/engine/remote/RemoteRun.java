package dev.servllama.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.engine.Admission.Ticket;
import dev.servllama.engine.Forwarded;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.http.HttpExchange;
import dev.servllama.engine.http.ResponseHead;
import dev.servllama.error.ServllamaException;
import dev.servllama.error.UpstreamFailedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.function.Consumer;

/**
 * One request that is passed on. {@link #run} is for one thread, which it blocks; {@link #cancel}
 * may be called from any.
 */
final class RemoteRun {
  private static final int ATTEMPTS = 3;
  private static final long PAUSE_MILLIS = 250;
  private static final String DATA = "data:";

  private final ObjectMapper mapper;
  private final Upstream upstream;
  private final Ticket ticket;
  private final Refusals refusals;
  private Runnable endConnection = () -> {};
  private boolean cancelled;

  RemoteRun(ObjectMapper mapper, Upstream upstream, Ticket ticket) {
    this.mapper = mapper;
    this.upstream = upstream;
    this.ticket = ticket;
    this.refusals = new Refusals(mapper, upstream.host());
  }

  /** Runs it to its end and returns what that was; all else goes to the job's consumer. */
  GenerationEvent run() {
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          return once();
        } catch (ConnectException | NotAnswered e) {
          if (attempt == ATTEMPTS || isCancelled()) {
            throw e;
          }
          Thread.sleep(PAUSE_MILLIS << attempt);
        }
      }
    } catch (IOException e) {
      return failed(upstream.unreachable(e));
    } catch (ServllamaException e) {
      return failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(new UpstreamFailedException("The server is stopping.", e));
    }
  }

  /** Ends it: the server elsewhere gives up what it does for a connection that is closed. */
  synchronized void cancel() {
    cancelled = true;
    endConnection.run();
  }

  private GenerationEvent failed(ServllamaException cause) {
    return isCancelled()
        ? new GenerationEvent.Ended(EndReason.CANCELLED, 0)
        : new GenerationEvent.Failed(cause);
  }

  private GenerationEvent once() throws IOException {
    try (HttpExchange open = upstream.open(upstream.patience(), this::register)) {
      Forwarded request = ticket.job().request().forwarded().orElseThrow();
      ResponseHead head = send(open, request);
      if (!head.ok()) {
        throw refusals.of(head, open.text());
      }
      if (!head.header("content-type").orElse("").startsWith("text/event-stream")) {
        throw new UpstreamFailedException(
            "%s did not answer with a stream of events, but with %s."
                .formatted(upstream.host(), head.header("content-type").orElse("nothing known")),
            null);
      }
      return read(open);
    }
  }

  /** Only before the first byte of an answer may a request be sent again. */
  private ResponseHead send(HttpExchange open, Forwarded request) throws IOException {
    try {
      return open.send(
          "POST",
          upstream.path(request.path()),
          upstream.headers(),
          mapper.writeValueAsBytes(body(request)));
    } catch (EOFException | SocketException e) {
      throw new NotAnswered(e);
    }
  }

  private ObjectNode body(Forwarded forwarded) {
    GenerationRequest request = ticket.job().request();
    ObjectNode body = forwarded.body().deepCopy();
    body.put("stream", true).putObject("stream_options").put("include_usage", true);
    request.sampling().seed().ifPresent(seed -> body.put("seed", seed));
    return body;
  }

  private GenerationEvent read(HttpExchange open) throws IOException {
    Consumer<GenerationEvent> events = ticket.job().events();
    events.accept(new GenerationEvent.Started(0));
    EventReader reader = new EventReader(events);
    try {
      for (String line = open.line(); line != null; line = open.line()) {
        if (line.startsWith(DATA)) {
          String data = line.substring(DATA.length()).strip();
          if (data.equals("[DONE]")) {
            break;
          }
          JsonNode event = mapper.readTree(data);
          if (event.hasNonNull("error")) {
            throw refusals.inStream(event.get("error"));
          }
          reader.take(event);
        }
      }
    } catch (IOException e) {
      throw new UpstreamFailedException(
          "%s broke off in the middle of its answer.".formatted(upstream.host()), e);
    }
    return reader
        .end()
        .orElseThrow(
            () ->
                new UpstreamFailedException(
                    "%s ended in the middle of its answer.".formatted(upstream.host()), null));
  }

  private synchronized void register(Runnable end) {
    endConnection = end;
    if (cancelled) {
      end.run();
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** The connection was closed without a byte of an answer. */
  private static final class NotAnswered extends IOException {
    private static final long serialVersionUID = 1L;

    NotAnswered(IOException cause) {
      super("it closed the connection without an answer", cause);
    }
  }
}
