package dev.servllama.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a file is split.
 *
 * @param sizes null where the server chooses
 */
@JsonPropertyOrder({"type", "static"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChunkingStrategy(@JsonProperty("static") Sizes sizes) {
  private static final int LEAST = 100;
  private static final int MOST = 4096;
  private static final int DEFAULT_OVERLAP = 400;

  /**
   * How long chunks are, in tokens of the embedding model.
   *
   * @param most of a chunk
   * @param overlap of it with the one before
   */
  public record Sizes(
      @JsonProperty("max_chunk_size_tokens") int most,
      @JsonProperty("chunk_overlap_tokens") int overlap) {}

  /** The kind of strategy; {@code other} in answers, where the server has chosen. */
  @JsonProperty("type")
  public String type() {
    return sizes == null ? "other" : "static";
  }

  static Optional<Sizes> read(Fields request) {
    Optional<Value> given = request.get("chunking_strategy");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Fields strategy = KnownFields.check(given.get().asObject(), Set.of("type", "static"));
    String type = strategy.require("type").asOneOf(List.of("auto", "static"));
    if (type.equals("auto")) {
      return Optional.empty();
    }
    Fields sizes = strategy.require("static").asObject();
    int most = (int) sizes.require("max_chunk_size_tokens").asInteger(LEAST, MOST);
    OptionalInt overlap = sizes.integer("chunk_overlap_tokens", 0, MOST);
    if (overlap.isPresent() && overlap.getAsInt() > most / 2) {
      throw Refusal.value(
          sizes.path().child("chunk_overlap_tokens"),
          "it must not be more than half of 'max_chunk_size_tokens'.");
    }
    return Optional.of(new Sizes(most, Math.min(overlap.orElse(DEFAULT_OVERLAP), most / 2)));
  }
}
