package dev.servllama.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.servllama.chat.template.ChatTemplate;
import dev.servllama.engine.Capabilities;
import dev.servllama.engine.Engine;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.EngineStatus;
import dev.servllama.engine.Generation;
import dev.servllama.engine.Job;
import dev.servllama.engine.Requester;
import dev.servllama.engine.Reservation;
import dev.servllama.engine.Sampling;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.models.gguf.GgufTokenizer.FillTokens;
import dev.servllama.models.gguf.TokenType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CompletionServiceTest {
  private static final Options OPTIONS =
      new Options(
          OptionalInt.of(4),
          new Sampling(0, 1, 0, 0, 0, 0, 1, Map.of(), OptionalLong.empty()),
          List.of(),
          1,
          Optional.empty(),
          OptionalInt.empty());

  private final List<Job> started = new ArrayList<>();

  @Test
  void beginsATextAsTheModelWantsIt() {
    answer(Optional.empty(), new TextPrompt.Text("ab"));
    assertArrayEquals(new int[] {1, 'a', 'b'}, started.get(0).request().prompt());
  }

  @Test
  void takesTokensAsTheyAre() {
    answer(Optional.empty(), new TextPrompt.Tokens(new int[] {7, 8}));
    assertArrayEquals(new int[] {7, 8}, started.get(0).request().prompt());
  }

  @Test
  void putsAGapBetweenWhatStandsBeforeAndAfterIt() {
    answer(Optional.of(new FillTokens(200, 201, 202)), new TextPrompt.Gap("a", "b"));
    assertArrayEquals(new int[] {1, 200, 'a', 201, 'b', 202}, started.get(0).request().prompt());
  }

  @Test
  void refusesAGapThatTheModelCannotFill() {
    InvalidRequestException refusal =
        assertThrows(
            InvalidRequestException.class,
            () -> answer(Optional.empty(), new TextPrompt.Gap("a", "b")));
    assertEquals(Optional.of("suffix"), refusal.param());
  }

  private void answer(Optional<FillTokens> fill, TextPrompt prompt) {
    Vocabulary vocabulary = new Vocabulary(OptionalInt.of(1), true, "<s>", "</s>", List.of(), fill);
    ServedModel model =
        new ServedModel(
            "m",
            0,
            Optional.empty(),
            "fp",
            new CharacterEngine(),
            Optional.of(
                () ->
                    new Prompting(
                        new ConversationTemplate(
                            ChatTemplate.parse("x"), vocabulary, Clock.systemUTC()),
                        vocabulary,
                        TokenPiecesTest.pieces("gpt2", TokenType.NORMAL))));
    new CompletionService().answer(model, new Places(), List.of(prompt), OPTIONS);
  }

  private final class Places implements Reservation {
    @Override
    public List<Generation> start(List<Job> jobs) {
      started.addAll(jobs);
      return jobs.stream().<Generation>map(job -> () -> {}).toList();
    }

    @Override
    public void close() {
      // Nothing was taken.
    }
  }

  /** Every character is a token of its own. */
  private static final class CharacterEngine implements Engine {
    @Override
    public EngineInfo info() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(true, false, true);
    }

    @Override
    public EngineStatus status() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int contextLength() {
      return 100;
    }

    @Override
    public int vocabularySize() {
      return 256;
    }

    @Override
    public int[] tokenize(List<String> texts) {
      return String.join("", texts).chars().toArray();
    }

    @Override
    public String detokenize(int[] tokens) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Reservation reserve(int jobs, Requester requester) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
