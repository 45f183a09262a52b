package dev.servllama.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.chat.ModelManager;
import dev.servllama.chat.ModelManager.PullStep;
import dev.servllama.chat.ServedModel;
import dev.servllama.chat.TokenUsage;
import dev.servllama.openai.PullEvent;
import dev.servllama.openai.PullRequest;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Pulls a model and tells how far it is. Whoever leaves ends the pull; what has come is kept for
 * the next one. Thread-safe.
 */
public final class PullSender {
  private final ModelManager manager;
  private final ObjectMapper mapper;

  /**
   * @param manager pulls
   * @param mapper writes events
   */
  public PullSender(ModelManager manager, ObjectMapper mapper) {
    this.manager = manager;
    this.mapper = mapper;
  }

  /** Pulls; returns when the model is here, or nobody wants it any more. */
  void send(Exchange exchange, PullRequest asked) {
    Thread puller = Thread.currentThread();
    exchange.client().whenGone(puller::interrupt);
    exchange.visit().whenRevoked(puller::interrupt);
    exchange.trace().whenCut(puller::interrupt);
    try {
      if (asked.stream()) {
        stream(exchange, asked.model());
      } else {
        exchange.succeed(ModelViews.of(manager.pull(asked.model(), step -> {})));
      }
    } finally {
      exchange.release();
      exchange.client().whenGone(() -> {});
      exchange.visit().whenRevoked(() -> {});
      exchange.trace().whenCut(() -> {});
      // Whoever left may have interrupted it after the last byte; the thread has other work to do.
      Thread.interrupted();
    }
  }

  private void stream(Exchange exchange, String model) {
    try (StreamOpening opening = new StreamOpening(exchange, mapper)) {
      try {
        ServedModel pulled = manager.pull(model, step -> write(opening.writer(), event(step)));
        exchange.charge(new TokenUsage(0, 0, 0));
        write(opening.writer(), PullEvent.success(ModelViews.of(pulled)));
        opening.writer().done();
      } catch (UncheckedIOException e) {
        throw e;
      } catch (RuntimeException e) {
        opening.fail(e);
      }
    } catch (IOException | UncheckedIOException e) {
      exchange.abandon();
    }
  }

  private static PullEvent event(PullStep step) {
    return PullEvent.pulling(
        step.source(), step.bytesDone(), step.bytesTotal(), step.bytesPerSecond());
  }

  private void write(SseWriter out, PullEvent event) {
    try {
      out.data(mapper.writeValueAsBytes(event));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An event can always be written", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
