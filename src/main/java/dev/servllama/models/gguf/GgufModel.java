package dev.servllama.models.gguf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model's file says of the model. Immutable; lengths and counts are at least 1 unless said
 * otherwise.
 *
 * @param parts the model's files, the first of which is named to an engine; one unless it is split
 * @param sizeBytes the size of all files together
 * @param name {@code general.name}, or the file's name without its ending
 * @param architecture {@code general.architecture}, such as {@code llama}
 * @param contextLength the tokens of context that the model was trained for
 * @param embeddingLength the width of its layers
 * @param blockCount the number of its layers
 * @param headCount attention heads of a layer; 0 for a model without attention
 * @param headCountKv key and value heads, one number a layer; 0 for a layer without attention
 * @param keyLength the width of a key head
 * @param valueLength the width of a value head
 * @param parameterCount the number of weights
 * @param quantization how most weights are stored, such as {@code Q4_1}
 * @param chatTemplate {@code tokenizer.chat_template}, in Jinja
 * @param namedChatTemplates further templates by name, such as {@code tool_use}
 * @param tokenizer its tokenizer
 */
public record GgufModel(
    List<Path> parts,
    long sizeBytes,
    String name,
    String architecture,
    int contextLength,
    int embeddingLength,
    int blockCount,
    int headCount,
    List<Integer> headCountKv,
    int keyLength,
    int valueLength,
    long parameterCount,
    String quantization,
    Optional<String> chatTemplate,
    Map<String, String> namedChatTemplates,
    GgufTokenizer tokenizer) {
  private static final int BYTES_OF_F16 = 2;

  /** Copies the collections. */
  public GgufModel {
    parts = List.copyOf(parts);
    headCountKv = List.copyOf(headCountKv);
    namedChatTemplates = Map.copyOf(namedChatTemplates);
  }

  /** The file to give to an engine: the only one, or the first of a split model. */
  public Path file() {
    return parts.get(0);
  }

  /** The number of tokens in the vocabulary. */
  public int vocabularySize() {
    return tokenizer.tokens().size();
  }

  /**
   * The memory that one token of context takes in a key/value cache of 16-bit floats, over all
   * layers, in bytes. An upper bound: layers with a sliding window keep less.
   */
  public long kvBytesPerToken() {
    long heads = headCountKv.stream().mapToLong(Integer::longValue).sum();
    return heads * ((long) keyLength + valueLength) * BYTES_OF_F16;
  }
}
