package dev.servllama.embedding;

import dev.servllama.error.InvalidRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Makes tokens of inputs and holds them to the model's limits. Thread-safe.
 *
 * <p>Every tokenizer of this kind puts one token before a text and the rest behind it, or nothing
 * at all; what an empty text becomes shows it.
 */
final class Tokens {
  private final Function<String, long[]> tokenizer;
  private final int maxTokens;
  private final int vocabulary;
  private final long[] before;
  private final long[] behind;

  /**
   * @param tokenizer of texts
   * @param maxTokens of one text
   * @param vocabulary how many tokens there are
   */
  Tokens(Function<String, long[]> tokenizer, int maxTokens, int vocabulary) {
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
    this.vocabulary = vocabulary;
    long[] empty = tokenizer.apply("");
    before = Arrays.copyOf(empty, Math.min(1, empty.length));
    behind = Arrays.copyOfRange(empty, before.length, empty.length);
  }

  long[] of(String text) {
    return tokenizer.apply(text);
  }

  /**
   * @param index of the input, for messages
   */
  long[] of(EmbeddingInput input, int index, Embedder.Overflow overflow) {
    long[] ids =
        input instanceof EmbeddingInput.Text text
            ? of(text.text())
            : known(((EmbeddingInput.Tokens) input).ids(), index);
    if (ids.length <= maxTokens) {
      return ids;
    }
    if (overflow == Embedder.Overflow.REFUSE) {
      throw new InvalidRequestException(
          ("Input %d has %d tokens, but the model reads at most %d. Split it, or send"
                  + " 'truncate': true to have it cut.")
              .formatted(index, ids.length, maxTokens),
          "input[" + index + "]",
          "context_length_exceeded");
    }
    long[] cut = Arrays.copyOf(ids, maxTokens);
    System.arraycopy(behind, 0, cut, maxTokens - behind.length, behind.length);
    return cut;
  }

  private long[] known(List<Integer> given, int index) {
    long[] ids = new long[given.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = given.get(i);
      if (ids[i] < 0 || ids[i] >= vocabulary) {
        throw new InvalidRequestException(
            ("Input %d has the token id %d, which is outside the model's vocabulary of %d. These"
                    + " ids seem to come from another model's tokenizer: send the text itself (in"
                    + " LangChain's OpenAIEmbeddings: check_embedding_ctx_length=False).")
                .formatted(index, ids[i], vocabulary),
            "input[" + index + "]",
            "invalid_value");
      }
    }
    return isWhole(ids) ? ids : around(ids);
  }

  private boolean isWhole(long[] ids) {
    int end = ids.length - behind.length;
    return end >= before.length
        && Arrays.equals(before, Arrays.copyOf(ids, before.length))
        && Arrays.equals(behind, Arrays.copyOfRange(ids, end, ids.length));
  }

  private long[] around(long[] ids) {
    long[] whole = new long[before.length + ids.length + behind.length];
    System.arraycopy(before, 0, whole, 0, before.length);
    System.arraycopy(ids, 0, whole, before.length, ids.length);
    System.arraycopy(behind, 0, whole, before.length + ids.length, behind.length);
    return whole;
  }
}
