package dev.servllama.engine.jni.frame;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the engine tells its child JVM to do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Command.Load.class, name = "load"),
  @JsonSubTypes.Type(value = Command.Tokenize.class, name = "tokenize"),
  @JsonSubTypes.Type(value = Command.Detokenize.class, name = "detokenize"),
  @JsonSubTypes.Type(value = Command.Generate.class, name = "generate"),
  @JsonSubTypes.Type(value = Command.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = Command.Ping.class, name = "ping"),
})
public sealed interface Command {

  /**
   * Load the model; sent once, first.
   *
   * @param model the GGUF file
   * @param slots how many generations at once
   * @param context tokens for prompt and answer of one slot
   * @param threads for decoding and for reading prompts
   * @param gpuLayers layers on the GPU; 0 where there is none
   * @param layers how many the model has
   */
  record Load(String model, int slots, int context, int threads, int gpuLayers, int layers)
      implements Command {}

  /**
   * Turn texts into token ids; control tokens written in them count as such.
   *
   * @param id names the answer
   * @param texts tokenised one by one, the results joined
   */
  record Tokenize(long id, List<String> texts) implements Command {}

  /**
   * Turn token ids, checked to be in the vocabulary, into text.
   *
   * @param id names the answer
   */
  record Detokenize(long id, int[] tokens) implements Command {}

  /**
   * Generate from a prompt.
   *
   * @param id names the generation in events and in {@link Cancel}
   * @param slot which slot, from 0; it must be free
   * @param cached how many tokens at the prompt's start that slot is known to have read before
   * @param prompt token ids, checked to be in the vocabulary and fewer than the context
   * @param maxTokens how many tokens at most, at least 1; prompt and these fit the context
   * @param repeatable whether the prompt is to be read anew and in the same steps each time
   * @param sampling sampler settings under llama-server's names
   */
  record Generate(
      long id,
      int slot,
      int cached,
      int[] prompt,
      int maxTokens,
      boolean repeatable,
      JsonNode sampling)
      implements Command {}

  /** End a generation early; it answers with {@link Event.End}, if it has not ended before. */
  record Cancel(long id) implements Command {}

  /** Answer with {@link Event.Pong}. */
  record Ping() implements Command {}
}
