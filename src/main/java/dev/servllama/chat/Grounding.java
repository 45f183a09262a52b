package dev.servllama.chat;

import dev.servllama.engine.Engine;
import dev.servllama.retrieval.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Puts passages of documents into prompts: before the user's last message, the best first, as many
 * as fit into a share of the context. Thread-safe.
 */
public final class Grounding {
  /** Of the context, at most. */
  private static final double SHARE = 0.5;

  /** Of the context, kept for an answer of unnamed length. */
  private static final double ANSWER_SHARE = 0.25;

  private static final int LETTERS_A_TOKEN = 3;
  private static final int TOKENS_AROUND = 8;

  /** Of an engine that cannot be asked; few have less today. */
  private static final int CONTEXT_ELSEWHERE = 8192;

  private static final String USER = "user";

  /**
   * A conversation with passages in it.
   *
   * @param turns with the passages
   * @param used those that fit, in their order
   */
  public record GroundedConversation(List<Turn> turns, List<Snippet> used) {}

  /**
   * A prompt with passages in it.
   *
   * @param prompt with the passages
   * @param used those that fit, in their order
   */
  public record GroundedPrompt(TextPrompt prompt, List<Snippet> used) {}

  /** Puts passages into a conversation. */
  public GroundedConversation conversation(
      ServedModel model, List<Turn> turns, List<Snippet> snippets, Options options) {
    List<Snippet> used =
        fitting(snippets, context(model), options, some -> tokens(model, with(turns, some)));
    return new GroundedConversation(with(turns, used), used);
  }

  /** Puts passages before a text that is to be continued. */
  public GroundedPrompt prompt(
      ServedModel model, TextPrompt.Text text, List<Snippet> snippets, Options options) {
    Engine engine = model.engine();
    List<Snippet> used =
        fitting(
            snippets,
            engine.contextLength(),
            options,
            some -> engine.tokenize(List.of(before(some), text.text())).length);
    return used.isEmpty()
        ? new GroundedPrompt(text, used)
        : new GroundedPrompt(new TextPrompt.Grounded(before(used), text.text()), used);
  }

  private static int context(ServedModel model) {
    return model.engine().capabilities().tokens()
        ? model.engine().contextLength()
        : CONTEXT_ELSEWHERE;
  }

  private static int tokens(ServedModel model, List<Turn> turns) {
    return model.makesPrompts()
        ? model.engine().tokenize(model.requirePrompting().template().render(turns)).length
        : turns.stream().mapToInt(Grounding::estimate).sum();
  }

  /** Of an engine that cannot be asked. In few languages a token has fewer letters. */
  private static int estimate(Turn turn) {
    return turn.content().orElse("").length() / LETTERS_A_TOKEN + TOKENS_AROUND;
  }

  private static List<Snippet> fitting(
      List<Snippet> snippets, int context, Options options, ToIntFunction<List<Snippet>> tokens) {
    List<Snippet> used = new ArrayList<>();
    if (snippets.isEmpty()) {
      return used;
    }
    int without = tokens.applyAsInt(used);
    int answer = options.maxTokens().orElse((int) (context * ANSWER_SHARE));
    int most = Math.min(without + (int) (context * SHARE), context - answer);
    for (Snippet snippet : snippets) {
      used.add(snippet);
      // A shorter one that ranks lower may still fit.
      if (tokens.applyAsInt(used) > most) {
        used.remove(used.size() - 1);
      }
    }
    return used;
  }

  private static String before(List<Snippet> snippets) {
    return snippets.isEmpty() ? "" : Excerpts.text(snippets);
  }

  private static List<Turn> with(List<Turn> turns, List<Snippet> snippets) {
    int last = lastOfUser(turns);
    if (snippets.isEmpty() || last < 0) {
      return turns;
    }
    Turn asked = turns.get(last);
    String content = Excerpts.text(snippets) + asked.content().orElse("");
    List<Turn> grounded = new ArrayList<>(turns);
    grounded.set(
        last,
        new Turn(asked.role(), Optional.of(content), asked.calls(), asked.callId(), asked.name()));
    return grounded;
  }

  private static int lastOfUser(List<Turn> turns) {
    for (int i = turns.size() - 1; i >= 0; i--) {
      if (turns.get(i).role().equals(USER)) {
        return i;
      }
    }
    return -1;
  }

  /** What the user has said, the last message last. */
  public static List<String> userMessages(List<Turn> turns) {
    return turns.stream()
        .filter(turn -> turn.role().equals(USER))
        .flatMap(turn -> turn.content().stream())
        .toList();
  }
}
