package dev.servllama.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.chat.Answer;
import dev.servllama.chat.AnswerEvent;
import dev.servllama.engine.Reservation;
import dev.servllama.engine.TokenLogprob;
import dev.servllama.http.AnswerFormat.WholeChoice;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
   * Prepares an answer when the engine is ready for it, and sends it; returns when it has been
   * sent, or its client has gone.
   *
   * @param places in the engine, given back at the end
   * @param stream whether it is sent as it comes
   * @param preparation starts the answer, in these places
   */
  void send(Exchange exchange, Reservation places, boolean stream, Supplier<Delivery> preparation) {
    try (places) {
      if (stream) {
        stream(exchange, places, preparation);
      } else {
        exchange.awaitReady(places);
        Delivery delivery = preparation.get();
        deliver(exchange, delivery.answer(), () -> whole(exchange, delivery));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // A client that leaves is nothing to report.
      exchange.abandon();
    }
  }

  /** The way of an answer to its client. */
  private interface Way {
    void go() throws IOException, InterruptedException;
  }

  private static void deliver(Exchange exchange, Answer answer, Way way)
      throws IOException, InterruptedException {
    exchange.client().whenGone(answer::cancel);
    exchange.client().noHurryWhile(answer::waits);
    exchange.visit().whenRevoked(answer::cancel);
    exchange.trace().whenCut(answer::cancel);
    try {
      way.go();
    } finally {
      exchange.client().close();
      answer.cancel();
      answer.leave();
    }
  }

  private static void whole(Exchange exchange, Delivery delivery) throws InterruptedException {
    Answer answer = delivery.answer();
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
        Record whole = delivery.format().whole(choices, complete.usage());
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

  private void stream(Exchange exchange, Reservation places, Supplier<Delivery> preparation)
      throws IOException, InterruptedException {
    StreamOpening opening = new StreamOpening(exchange, mapper);
    try {
      awaitReady(exchange, places, opening);
      Delivery delivery = preparation.get();
      deliver(exchange, delivery.answer(), () -> stream(exchange, delivery, opening));
    } catch (RuntimeException e) {
      opening.fail(e);
    } finally {
      opening.close();
    }
  }

  private static void awaitReady(Exchange exchange, Reservation places, StreamOpening opening)
      throws IOException, InterruptedException {
    try {
      while (!exchange.await(places, KEEP_ALIVE)) {
        opening.writer().keepAlive();
      }
    } catch (IOException e) {
      // There is no answer yet whose end would do this.
      exchange.release();
      throw e;
    }
  }

  private static void stream(Exchange exchange, Delivery delivery, StreamOpening opening)
      throws IOException, InterruptedException {
    delivery.answer().awaitBegin(KEEP_ALIVE);
    SseWriter out = opening.writer();
    for (byte[] chunk : delivery.format().opening()) {
      out.data(chunk);
    }
    pump(exchange, delivery.answer(), delivery.format(), out);
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
