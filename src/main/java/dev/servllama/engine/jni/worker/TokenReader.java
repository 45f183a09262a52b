package dev.servllama.engine.jni.worker;

import de.kherud.llama.NativeCompletions.Result;
import dev.servllama.engine.jni.frame.Command;
import dev.servllama.engine.jni.frame.Event;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Receives the tokens of one generation. The library gives text without counts or a finish reason;
 * both can be told, because it gives one result a token except inside a character of several
 * tokens, and an empty one for an end token and other control tokens. What tells those two apart is
 * whether more comes; so one token more is asked for than is wanted, and not waited for.
 */
final class TokenReader {
  /** Tokens that an unfinished character can have at most. */
  private static final int CHARACTER = 4;

  private final int slot;
  private final NativeModel model;
  private final EventWriter events;

  TokenReader(int slot, NativeModel model, EventWriter events) {
    this.slot = slot;
    this.model = model;
    this.events = events;
  }

  Event generate(Command.Generate command, BooleanSupplier cancelled) {
    Event.End end = read(command, cancelled);
    model.room().over(slot, command.prompt().length + end.tokens());
    return end;
  }

  private Event.End read(Command.Generate command, BooleanSupplier cancelled) {
    int task = model.request(CompletionJson.generate(slot, command, oneMore(command)));
    int tokens = 0;
    // An empty result is an end token if it is the last one, else a control token.
    boolean empty = false;
    while (true) {
      Result result = model.receive(task);
      model.room().computed(slot, command.prompt().length + tokens);
      if (result.last()) {
        return end(command, tokens, empty);
      }
      tokens += empty ? 1 : 0;
      empty = result.text().isEmpty();
      if (!empty) {
        int made = count(result.text());
        tokens += made;
        events.write(new Event.Piece(command.id(), result.text(), made));
      }
      // Not before the first result: llama.cpp b4916 loses the cancellation of a task that has not
      // left its queue yet, and then runs it to its end with nobody to hear it.
      if (cancelled.getAsBoolean()) {
        return cancel(command, task, Event.Reason.CANCELLED, tokens);
      }
      if (tokens >= command.maxTokens()) {
        return cancel(command, task, Event.Reason.LENGTH, command.maxTokens());
      }
    }
  }

  private int oneMore(Command.Generate command) {
    int room = model.context() - command.prompt().length;
    return Math.min(command.maxTokens() + 1, room);
  }

  private Event.End cancel(Command.Generate command, int task, Event.Reason reason, int tokens) {
    model.cancel(task);
    return new Event.End(command.id(), reason, tokens);
  }

  /** Without an end token, it was the limit, or an end token inside an unfinished character. */
  private static Event.End end(Command.Generate command, int tokens, boolean endToken) {
    boolean done = endToken || tokens + CHARACTER < command.maxTokens();
    return done
        ? new Event.End(command.id(), Event.Reason.STOP, tokens)
        : new Event.End(command.id(), Event.Reason.LENGTH, command.maxTokens());
  }

  private int count(String text) {
    boolean ascii = text.chars().allMatch(c -> c < 0x80);
    return ascii ? 1 : Math.max(1, model.tokenize(List.of(text)).length);
  }
}
