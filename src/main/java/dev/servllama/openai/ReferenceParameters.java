package dev.servllama.openai;

import static dev.servllama.openai.JsonType.ANY;
import static dev.servllama.openai.JsonType.ARRAY;
import static dev.servllama.openai.JsonType.BOOLEAN;
import static dev.servllama.openai.JsonType.OBJECT;
import static dev.servllama.openai.JsonType.STRING;

import java.util.List;

/** The fields of OpenAI's own reference, every one of them. */
final class ReferenceParameters {
  private static final String NO_TOOLS =
      "tool calls are not supported yet, and leaving the tools out of the prompt silently would"
          + " change the answer.";
  private static final String NO_AUDIO = "the model answers with text only.";

  private ReferenceParameters() {}

  private static ParameterRows shared() {
    return new ParameterRows()
        .effective("model", "stream", "stream_options", "stop", "n", "max_tokens")
        .effective("temperature", "top_p", "presence_penalty", "frequency_penalty")
        .effective("logit_bias", "seed")
        .noEffect(STRING, "Names the end user to OpenAI; nothing is kept here.", "user");
  }

  static List<Parameter> chat() {
    return shared()
        .effective("messages", "max_completion_tokens", "response_format")
        .effective("logprobs", "top_logprobs")
        .noEffect(STRING, "Names the end user to OpenAI.", "safety_identifier")
        .noEffect(OBJECT, "Labels for OpenAI's dashboard.", "metadata")
        .noEffect(BOOLEAN, "Nothing is stored here either way.", "store")
        .noEffect(STRING, "There is one tier.", "service_tier")
        .noEffect(
            STRING,
            "Prompts are cached by their common beginning whatever this says.",
            "prompt_cache_key",
            "prompt_cache_retention")
        .noEffect(
            OBJECT,
            "Prompts are cached by their common beginning whatever this says.",
            "prompt_cache_options")
        .noEffect(OBJECT, "It can only make an answer faster, never another one.", "prediction")
        .noEffect(
            BOOLEAN, "It says how tools are called, and there are none.", "parallel_tool_calls")
        .unsupported("tools", ARRAY, NO_TOOLS, "[]")
        .unsupported("functions", ARRAY, NO_TOOLS, "[]")
        .unsupported("tool_choice", ANY, NO_TOOLS, "\"none\"", "\"auto\"")
        .unsupported("function_call", ANY, NO_TOOLS, "\"none\"", "\"auto\"")
        .unsupported("audio", OBJECT, NO_AUDIO)
        .defaultOnly("modalities", ARRAY, NO_AUDIO + " Use [\"text\"].", "[\"text\"]", "[]")
        .unsupported("moderation", OBJECT, "there is no moderation model.")
        .unsupported("web_search_options", OBJECT, "the server does not search the web.")
        .defaultOnly(
            "reasoning_effort",
            STRING,
            "the model has no levels of effort to choose from. Use \"none\" or leave it out.",
            "\"none\"")
        .defaultOnly(
            "verbosity",
            STRING,
            "the model cannot be told how much to say other than in words. Use \"medium\" or leave"
                + " it out.",
            "\"medium\"")
        .list();
  }

  static List<Parameter> completions() {
    return shared().effective("prompt", "echo", "suffix", "best_of", "logprobs").list();
  }

  static List<Parameter> embeddings() {
    return new ParameterRows()
        .effective("model", "input", "encoding_format", "dimensions")
        .noEffect(STRING, "Names the end user to OpenAI; nothing is kept here.", "user")
        .list();
  }
}
