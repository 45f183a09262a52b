package dev.servllama.chat;

import dev.servllama.models.gguf.GgufTokenizer;
import dev.servllama.models.gguf.GgufTokenizer.FillTokens;
import dev.servllama.models.gguf.TokenType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What prompts must know of a model's vocabulary.
 *
 * @param bos begins every text, where the model was trained so
 * @param addBos whether the model wants it there
 * @param bosText how a template writes it; empty if there is none
 * @param eosText how a template writes the end of a sequence; empty if there is none
 * @param controls how control tokens are written
 * @param fill how a gap in a text is filled, where the model can
 */
public record Vocabulary(
    OptionalInt bos,
    boolean addBos,
    String bosText,
    String eosText,
    List<String> controls,
    Optional<FillTokens> fill) {

  /**
   * Tokenizers of these kinds begin a text with the begin token unless their file says otherwise.
   */
  private static final List<String> BEGINNERS = List.of("llama", "bert", "t5");

  /**
   * Tokens that a model's makers have added are control tokens in many a model, but in some they
   * are line breaks and other plain text, which must stay one token.
   */
  private static final Pattern CONTROL_LIKE = Pattern.compile("<.+>|\\[.+\\]|\\{.+\\}|｜.+｜");

  /** Copies the list. */
  public Vocabulary {
    controls = List.copyOf(controls);
  }

  /** The vocabulary that a model's file describes. */
  public static Vocabulary of(GgufTokenizer tokenizer) {
    return new Vocabulary(
        tokenizer.bos(),
        tokenizer.addBos().orElse(BEGINNERS.contains(tokenizer.model())),
        tokenizer.token(tokenizer.bos()).orElse(""),
        tokenizer.token(tokenizer.eos()).orElse(""),
        IntStream.range(0, tokenizer.tokens().size())
            .filter(id -> isControl(tokenizer, id))
            .mapToObj(tokenizer.tokens()::get)
            .toList(),
        tokenizer.fill());
  }

  private static boolean isControl(GgufTokenizer tokenizer, int id) {
    TokenType type = tokenizer.types().get(id);
    return type == TokenType.CONTROL
        || (type == TokenType.USER_DEFINED
            && CONTROL_LIKE.matcher(tokenizer.tokens().get(id)).matches());
  }

  /** The prompt, begun as the model wants it; a template may have done so already. */
  int[] begin(int[] tokens) {
    if (!addBos || bos.isEmpty() || (tokens.length > 0 && tokens[0] == bos.getAsInt())) {
      return tokens;
    }
    int[] begun = new int[tokens.length + 1];
    begun[0] = bos.getAsInt();
    System.arraycopy(tokens, 0, begun, 1, tokens.length);
    return begun;
  }
}
