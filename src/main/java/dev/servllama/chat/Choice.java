package dev.servllama.chat;

import dev.servllama.chat.AnswerEvent.Delta;
import dev.servllama.chat.AnswerEvent.Finish;
import dev.servllama.chat.AnswerEvent.Finished;
import dev.servllama.chat.schema.JsonGrammar;
import dev.servllama.engine.GenerationEvent;
import dev.servllama.engine.GenerationEvent.EndReason;
import dev.servllama.error.EngineFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One choice of an answer on its way: what the engine says of it becomes what the caller sees. Not
 * thread-safe.
 */
final class Choice {
  private final int index;
  private final StopMatcher stops;
  private final Optional<JsonGrammar> grammar;
  private final StringBuilder whole = new StringBuilder();
  private int tokens;
  private int cached;
  private boolean started;
  private final ShownLogprobs logprobs = new ShownLogprobs();
  private int counted;
  private boolean over;

  Choice(int index, Options options) {
    this.index = index;
    this.stops = new StopMatcher(options.stop());
    this.grammar = options.grammar();
  }

  int tokens() {
    return tokens;
  }

  /** Whether it has got a slot. */
  boolean started() {
    return started;
  }

  int cached() {
    return cached;
  }

  /** The prompt's tokens as the engine has counted them; 0 where it has not. */
  int counted() {
    return counted;
  }

  boolean over() {
    return over;
  }

  /** Whether it is over although the engine does not know yet: a stop string has come. */
  boolean stoppedEarly() {
    return stops.stopped();
  }

  /**
   * Takes in an event of the engine.
   *
   * @return what the caller sees of it, possibly nothing
   */
  List<AnswerEvent> take(GenerationEvent event) {
    if (over) {
      return List.of();
    }
    if (event instanceof GenerationEvent.Started || event instanceof GenerationEvent.Counted) {
      count(event);
    } else if (event instanceof GenerationEvent.Piece piece) {
      return piece(piece);
    } else if (event instanceof GenerationEvent.Ended ended) {
      return ended(ended);
    } else if (event instanceof GenerationEvent.Failed failed) {
      throw failed.cause();
    }
    return List.of();
  }

  /** Counts an event without making anything of it. */
  void count(GenerationEvent event) {
    if (event instanceof GenerationEvent.Started begun) {
      started = true;
      cached = begun.cached();
    } else if (event instanceof GenerationEvent.Counted count) {
      counted = count.prompt();
      cached = count.cached();
    } else if (event instanceof GenerationEvent.Piece piece && !over) {
      tokens += piece.tokens();
    }
  }

  private List<AnswerEvent> piece(GenerationEvent.Piece piece) {
    count(piece);
    logprobs.add(piece.text(), piece.logprobs());
    List<AnswerEvent> events = shown(stops.feed(piece.text()));
    if (stops.stopped()) {
      over = true;
      events.add(new Finished(index, Finish.STOP));
    }
    return events;
  }

  private List<AnswerEvent> ended(GenerationEvent.Ended ended) {
    over = true;
    if (ended.reason() == EndReason.CANCELLED) {
      return List.of(new AnswerEvent.Cancelled());
    }
    tokens = ended.tokens();
    List<AnswerEvent> events = shown(stops.flush());
    events.add(new Finished(index, finish(ended.reason())));
    return events;
  }

  private List<AnswerEvent> shown(String text) {
    List<AnswerEvent> events = new ArrayList<>(2);
    if (!text.isEmpty()) {
      if (grammar.isPresent()) {
        whole.append(text);
      }
      events.add(new Delta(index, text, logprobs.shown(text)));
    }
    return events;
  }

  /**
   * JSON that is whole has not been cut, whatever the limit says; JSON that is done must be right.
   */
  private Finish finish(EndReason reason) {
    if (grammar.isEmpty()) {
      return reason == EndReason.STOP ? Finish.STOP : Finish.LENGTH;
    }
    String text = whole.toString();
    if (reason == EndReason.LENGTH) {
      return grammar.get().isWhole(text) ? Finish.STOP : Finish.LENGTH;
    }
    grammar
        .get()
        .violation(text)
        .ifPresent(
            problem -> {
              throw new EngineFailedException(
                  "The model's answer is not what response_format asks for: " + problem);
            });
    return Finish.STOP;
  }
}
