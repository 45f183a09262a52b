package dev.servllama.bench;

import dev.servllama.engine.Engine;
import dev.servllama.engine.Generation;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationRequest;
import dev.servllama.engine.Job;
import dev.servllama.engine.Reservation;
import dev.servllama.engine.Sampling;
import dev.servllama.testing.RealEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The engine without anything above it: what HTTP and all the rest cost shows beside it. */
final class EngineTarget implements Target {

  private final Engine engine;
  private final Map<Integer, Double> bias;

  private EngineTarget(Engine engine, Map<Integer, Double> bias) {
    this.engine = engine;
    this.bias = bias;
  }

  static EngineTarget start(Path model, int slots, Map<Integer, Double> bias)
      throws IOException, InterruptedException {
    return new EngineTarget(RealEngine.start(model, slots), bias);
  }

  @Override
  public String name() {
    return "engine alone";
  }

  @Override
  public Sample stream(String question, int tokens) throws InterruptedException {
    long start = System.nanoTime();
    int[] prompt = engine.tokenize(List.of(prompt(question)));
    Sampling sampling = new Sampling(0, 1, 40, 0.05, 0, 0, 1, bias, OptionalLong.empty());
    BlockingQueue<GenerationEvent> events = new LinkedBlockingQueue<>();
    try (Reservation places = engine.reserve(1)) {
      List<Generation> running =
          places.start(
              List.of(
                  new Job(
                      new GenerationRequest(prompt, tokens, sampling, Optional.empty()),
                      events::add)));
      return read(events, start, running);
    }
  }

  private static Sample read(
      BlockingQueue<GenerationEvent> events, long start, List<Generation> running)
      throws InterruptedException {
    int tokens = 0;
    long first = 0;
    long last = 0;
    while (true) {
      GenerationEvent event = events.take();
      if (event instanceof GenerationEvent.Piece) {
        last = System.nanoTime() - start;
        first = tokens == 0 ? last : first;
        tokens++;
      } else if (event instanceof GenerationEvent.Failed failed) {
        running.forEach(Generation::cancel);
        throw failed.cause();
      } else if (event instanceof GenerationEvent.Ended) {
        return new Sample(first, last, tokens);
      }
    }
  }

  /** The default model's own template, as far as the question goes. */
  private static String prompt(String question) {
    return """
        <|im_start|>system
        You are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>
        <|im_start|>user
        %s<|im_end|>
        <|im_start|>assistant
        """
        .formatted(question);
  }

  @Override
  public void close() {
    engine.close();
  }
}
