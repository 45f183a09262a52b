package dev.servllama.models.gguf;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The tokenizer as the file describes it ({@code tokenizer.ggml.*}). Immutable. What is empty is
 * not in the file; its default depends on the tokenizer's kind and is the engine's to know.
 *
 * @param model the kind: {@code gpt2} (byte-pair encoding), {@code llama} (SentencePiece), {@code
 *     bert} and others
 * @param pre the name of the rules by which text is cut before the merges
 * @param tokens the vocabulary; a token's id is its index
 * @param types what each token is for; as long as {@code tokens}
 * @param bos begin of a sequence, an index into {@code tokens}
 * @param eos end of a sequence, an index into {@code tokens}
 * @param eot end of a turn, an index into {@code tokens}
 * @param unk unknown text, an index into {@code tokens}
 * @param addBos whether a prompt begins with {@code bos}
 * @param addEos whether a prompt ends with {@code eos}
 * @param addSpacePrefix whether text is tokenised as if a space came before it
 * @param fill how a gap is filled; few models can
 */
public record GgufTokenizer(
    String model,
    Optional<String> pre,
    List<String> tokens,
    List<TokenType> types,
    OptionalInt bos,
    OptionalInt eos,
    OptionalInt eot,
    OptionalInt unk,
    Optional<Boolean> addBos,
    Optional<Boolean> addEos,
    Optional<Boolean> addSpacePrefix,
    Optional<FillTokens> fill) {

  /**
   * The tokens by which a model is asked to fill a gap.
   *
   * @param prefix before the text that precedes the gap
   * @param suffix before the text that follows it
   * @param middle before the text that fills it
   */
  public record FillTokens(int prefix, int suffix, int middle) {}

  /** Copies the lists. */
  public GgufTokenizer {
    tokens = List.copyOf(tokens);
    types = List.copyOf(types);
  }

  /** The text of a token, for the ids above: {@code token(bos())} is what a template writes. */
  public Optional<String> token(OptionalInt id) {
    return id.isPresent() ? Optional.of(tokens.get(id.getAsInt())) : Optional.empty();
  }

  /** Without the vocabulary, which would fill a log. */
  @Override
  public String toString() {
    return "GgufTokenizer[model=" + model + ", pre=" + pre + ", tokens=" + tokens.size() + "]";
  }
}
