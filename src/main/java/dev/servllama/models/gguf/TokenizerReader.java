package dev.servllama.models.gguf;

import dev.servllama.models.gguf.GgufTokenizer.FillTokens;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a {@link GgufTokenizer} of the metadata. */
final class TokenizerReader {
  private static final String PREFIX = "tokenizer.ggml.";

  /** The largest vocabularies in use have 262,144 entries. */
  private static final int MAX_TOKENS = 1 << 20;

  private static final int MAX_TOKEN_BYTES = 1 << 16;
  private static final int MAX_VOCABULARY_BYTES = 1 << 25;
  private static final TokenType[] TYPES = TokenType.values();

  /** Some converters write the unsigned -1 where a model has no such token. */
  private static final long NO_TOKEN = 0xffffffffL;

  private final GgufInput in;
  private final Metadata metadata;

  private TokenizerReader(GgufInput in, Metadata metadata) {
    this.in = in;
    this.metadata = metadata;
  }

  static GgufTokenizer read(GgufInput in, Metadata metadata) {
    return new TokenizerReader(in, metadata).read();
  }

  private GgufTokenizer read() {
    List<String> tokens = tokens();
    int size = tokens.size();
    return new GgufTokenizer(
        metadata.requiredString(PREFIX + "model"),
        metadata.string(PREFIX + "pre"),
        tokens,
        types(size),
        id("bos_token_id", size),
        id("eos_token_id", size),
        id("eot_token_id", size),
        id("unknown_token_id", size),
        metadata.bool(PREFIX + "add_bos_token"),
        metadata.bool(PREFIX + "add_eos_token"),
        metadata.bool(PREFIX + "add_space_prefix"),
        fill(size));
  }

  /** All three or none; files of before 2024-10 have them under shorter names. */
  private Optional<FillTokens> fill(int size) {
    OptionalInt prefix = either("fim_pre_token_id", "prefix_token_id", size);
    OptionalInt suffix = either("fim_suf_token_id", "suffix_token_id", size);
    OptionalInt middle = either("fim_mid_token_id", "middle_token_id", size);
    return prefix.isPresent() && suffix.isPresent() && middle.isPresent()
        ? Optional.of(new FillTokens(prefix.getAsInt(), suffix.getAsInt(), middle.getAsInt()))
        : Optional.empty();
  }

  private OptionalInt either(String name, String olderName, int size) {
    OptionalInt id = id(name, size);
    return id.isPresent() ? id : id(olderName, size);
  }

  private List<String> tokens() {
    String key = PREFIX + "tokens";
    Optional<Metadata.Entry> found = metadata.array(key, MAX_TOKENS);
    if (found.isEmpty() || found.get().count() == 0) {
      throw in.faultAt(0, key, "is missing or empty");
    }
    if (found.get().type() != ValueType.STRING) {
      throw in.faultAt(found.get().position(), key, "has the wrong type; it must be strings");
    }
    String[] tokens = new String[(int) found.get().count()];
    for (int i = 0; i < tokens.length; i++) {
      // Single tokens may be pieces of characters, so no strict decoding.
      byte[] bytes = in.stringBytes(key + "[" + i + "]", MAX_TOKEN_BYTES);
      if (in.position() - found.get().position() > MAX_VOCABULARY_BYTES) {
        throw in.fault(key, "is longer than " + MAX_VOCABULARY_BYTES + " bytes");
      }
      tokens[i] = new String(bytes, StandardCharsets.UTF_8);
    }
    return List.of(tokens);
  }

  private List<TokenType> types(int size) {
    String key = PREFIX + "token_type";
    Optional<Metadata.Entry> found = metadata.array(key, MAX_TOKENS);
    if (found.isEmpty()) {
      return Collections.nCopies(size, TokenType.NORMAL);
    }
    if (found.get().count() != size) {
      throw in.faultAt(
          found.get().position(),
          key,
          "has " + found.get().count() + " elements for " + size + " tokens");
    }
    TokenType[] types = new TokenType[size];
    for (int i = 0; i < size; i++) {
      types[i] = TYPES[(int) metadata.number(found.get(), 0, TYPES.length - 1)];
    }
    return Arrays.asList(types);
  }

  private OptionalInt id(String name, int vocabularySize) {
    String key = PREFIX + name;
    Optional<Long> id = metadata.integer(key, -1, NO_TOKEN);
    if (id.isEmpty() || id.get() == -1 || id.get() == NO_TOKEN) {
      return OptionalInt.empty();
    }
    if (id.get() >= vocabularySize) {
      long place = metadata.entry(key).orElseThrow().position();
      throw in.faultAt(
          place, key, "is " + id.get() + ", outside the vocabulary of " + vocabularySize);
    }
    return OptionalInt.of(id.get().intValue());
  }
}
