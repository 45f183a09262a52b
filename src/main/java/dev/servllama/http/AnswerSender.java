package dev.servllama.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.chat.Answer;
import dev.servllama.chat.AnswerEvent;
import dev.servllama.engine.TokenLogprob;
import dev.servllama.http.AnswerFormat.WholeChoice;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;

/**
 * Sends an answer to its client, whole or as it comes, and ends it when the client goes.
 * Thread-safe.
 */
public final class AnswerSender {
  /** Proxies commonly give up on a response that says nothing for half a minute. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final ObjectMapper mapper;

  /**
   * @param mapper writes errors
   */
  public AnswerSender(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Sends an answer; returns when it has been sent, or its client has gone.
   *
   * @param stream whether it is sent as it comes
   */
  void send(Exchange exchange, Answer answer, AnswerFormat format, boolean stream) {
    exchange.client().whenGone(answer::cancel);
    exchange.visit().whenRevoked(answer::cancel);
    exchange.trace().whenCut(answer::cancel);
    try {
      if (stream) {
        stream(exchange, answer, format);
      } else {
        whole(exchange, answer, format);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // A client that leaves is nothing to report.
      exchange.abandon();
    } finally {
      exchange.client().close();
      answer.cancel();
      answer.leave();
    }
  }

  private void whole(Exchange exchange, Answer answer, AnswerFormat format)
      throws InterruptedException {
    List<StringBuilder> texts = new ArrayList<>();
    List<List<TokenLogprob>> logprobs = new ArrayList<>();
    AnswerEvent.Finish[] reasons = new AnswerEvent.Finish[answer.choices()];
    for (int i = 0; i < answer.choices(); i++) {
      texts.add(new StringBuilder());
      logprobs.add(new ArrayList<>());
    }
    while (true) {
      AnswerEvent event = answer.next(KEEP_ALIVE);
      if (event instanceof AnswerEvent.Delta delta) {
        texts.get(delta.choice()).append(delta.text());
        logprobs.get(delta.choice()).addAll(delta.logprobs());
      } else if (event instanceof AnswerEvent.Finished finished) {
        reasons[finished.choice()] = finished.reason();
      } else if (event instanceof AnswerEvent.Complete complete) {
        List<WholeChoice> choices = new ArrayList<>();
        for (int i = 0; i < answer.choices(); i++) {
          choices.add(new WholeChoice(texts.get(i).toString(), logprobs.get(i), reasons[i]));
        }
        Record whole = format.whole(choices, complete.usage());
        exchange.response().resume(Response.ok(whole, MediaType.APPLICATION_JSON_TYPE).build());
        return;
      } else if (event instanceof AnswerEvent.Cancelled) {
        Optional<RuntimeException> reason = exchange.cutOff();
        if (reason.isPresent()) {
          throw reason.get();
        }
        exchange.abandon();
        return;
      }
    }
  }

  private void stream(Exchange exchange, Answer answer, AnswerFormat format)
      throws IOException, InterruptedException {
    answer.awaitBegin(KEEP_ALIVE);
    EventOutput output = new EventOutput();
    exchange
        .response()
        .resume(
            Response.ok(output, SseFeature.SERVER_SENT_EVENTS_TYPE)
                .header("Cache-Control", "no-cache")
                // Tells nginx to pass on each event at once.
                .header("X-Accel-Buffering", "no")
                .build());
    try (SseWriter out = new SseWriter(output, mapper)) {
      for (byte[] chunk : format.opening()) {
        out.data(chunk);
      }
      try {
        pump(exchange, answer, format, out);
      } catch (RuntimeException e) {
        out.error(Problem.of(e, RequestIdFilter.idOf(exchange.request())).body());
      }
    }
  }

  private static void pump(Exchange exchange, Answer answer, AnswerFormat format, SseWriter out)
      throws IOException, InterruptedException {
    while (true) {
      AnswerEvent event = answer.next(KEEP_ALIVE);
      if (event instanceof AnswerEvent.Delta delta) {
        out.data(format.text(delta));
        if (answer.choices() == 1) {
          // From the first text on, writing tells. Of several choices, one may still have to wait.
          exchange.client().close();
        }
      } else if (event instanceof AnswerEvent.Finished finished) {
        out.data(format.finish(finished.choice(), finished.reason()));
      } else if (event instanceof AnswerEvent.Waiting) {
        out.keepAlive();
      } else if (event instanceof AnswerEvent.Complete complete) {
        for (byte[] chunk : format.closing(complete.usage())) {
          out.data(chunk);
        }
        out.done();
        return;
      } else {
        Optional<RuntimeException> reason = exchange.cutOff();
        if (reason.isPresent()) {
          throw reason.get();
        }
        exchange.abandon();
        return;
      }
    }
  }
}
