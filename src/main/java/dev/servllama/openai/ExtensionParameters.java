package dev.servllama.openai;

import java.util.List;

/**
 * Fields that llama-server, vLLM, Ollama or OpenRouter add to OpenAI's and that change the answer.
 * Who sends one expects its effect; being ignored would be found out late. Values that switch such
 * a field off are taken. Fields of theirs that only tune speed or reports are left out of this
 * table and so ignored.
 */
final class ExtensionParameters {
  private static final String SAMPLER = "the sampler that it steers is not offered.";
  private static final String FORMAT = "use response_format with a json_schema.";
  private static final String TEMPLATE =
      "prompts are rendered with the model's own template, and a request cannot bring another.";
  private static final String TOKENS = "tokens cannot be steered one by one but with logit_bias.";
  private static final String ENDING =
      "an answer ends with the model's end token or a stop string.";
  private static final String SHAPE = "answers have the form of OpenAI's reference only.";
  private static final String THINKING = "the model's thinking cannot be switched or measured.";

  private ExtensionParameters() {}

  static List<Parameter> shared() {
    return new ParameterRows()
        .effective("top_k", "min_p", "repeat_penalty", CollectionNames.FIELD)
        .all(samplers())
        .all(formats())
        .all(tokens())
        .foreign("n_predict", "use max_tokens.", "-1")
        .foreign("num_predict", "use max_tokens.", "-1")
        .foreign("num_ctx", "the context's length is a setting of the server.")
        .foreign("options", "give temperature, top_k and the like at the top of the request.", "{}")
        .foreign("t_max_predict_ms", "limit an answer with max_tokens.", "-1", "0")
        .foreign("lora", "the server has one set of weights.", "[]")
        .foreign("truncate_prompt_tokens", "a prompt is never cut.", "-1")
        .list();
  }

  private static List<Parameter> samplers() {
    return new ParameterRows()
        .foreign("mirostat", SAMPLER, "0")
        .foreign("typical_p", SAMPLER, "1")
        .foreign("tfs_z", SAMPLER, "1")
        .foreign("top_a", SAMPLER, "0")
        .foreign("top_n_sigma", SAMPLER, "-1", "0")
        .foreign("xtc_probability", SAMPLER, "0")
        .foreign("dry_multiplier", SAMPLER, "0")
        .foreign("dynatemp_range", SAMPLER, "0")
        .foreign("adaptive_target", SAMPLER, "-1")
        .foreign("min_keep", SAMPLER, "0")
        .foreign("samplers", "the order of the samplers is fixed.")
        .foreign(
            "repeat_last_n",
            "repeat_penalty looks back over 64 tokens, the other penalties over the whole text.",
            "64")
        .foreign("repetition_penalty", "use repeat_penalty.", "1")
        .foreign("length_penalty", "there is no beam search.", "1")
        .foreign("use_beam_search", "there is no beam search.", "false")
        .foreign("logits_processors", SAMPLER, "[]")
        .foreign("vllm_xargs", SAMPLER, "{}")
        .list();
  }

  private static List<Parameter> formats() {
    return new ParameterRows()
        .foreign("grammar", "a grammar cannot be sent; " + FORMAT, "\"\"")
        .foreign("json_schema", FORMAT, "{}")
        .foreign("format", FORMAT, "\"\"")
        .foreign("guided_json", FORMAT)
        .foreign("guided_regex", FORMAT)
        .foreign("guided_choice", FORMAT)
        .foreign("guided_grammar", FORMAT)
        .foreign("structured_outputs", FORMAT)
        .foreign("structural_tag", FORMAT)
        .foreign("n_probs", "use logprobs and top_logprobs.", "0")
        .foreign("prompt_logprobs", "how likely a prompt's tokens were is not told.")
        .foreign("response_fields", SHAPE, "[]")
        .foreign("return_tokens", SHAPE, "false")
        .foreign("return_token_ids", SHAPE, "false")
        .foreign("return_tokens_as_token_ids", SHAPE, "false")
        .list();
  }

  private static List<Parameter> tokens() {
    return new ParameterRows()
        .foreign("ignore_eos", ENDING, "false")
        .foreign("min_tokens", ENDING, "0")
        .foreign("stop_token_ids", ENDING, "[]")
        .foreign("include_stop_str_in_output", "a stop string is never part of an answer.", "false")
        .foreign("bad_words", TOKENS, "[]")
        .foreign("allowed_token_ids", TOKENS)
        .foreign("skip_special_tokens", "special tokens are never part of an answer.", "true")
        .list();
  }

  static List<Parameter> chat() {
    return new ParameterRows()
        .all(shared())
        .effective("continue_final_message", "add_generation_prompt")
        .foreign("chat_template", TEMPLATE)
        .foreign("chat_template_kwargs", TEMPLATE, "{}")
        .foreign("template", TEMPLATE, "\"\"")
        .foreign("add_special_tokens", TEMPLATE, "false")
        .foreign("documents", "documents cannot be sent with a request.", "[]")
        .foreign("echo", "it belongs to /v1/completions.", "false")
        .foreign("best_of", "every choice that is made is returned; use n.", "1")
        .foreign("think", THINKING, "false")
        .foreign("reasoning", THINKING, "{}")
        .foreign("reasoning_format", THINKING, "\"none\"", "\"auto\"")
        .foreign("thinking_token_budget", THINKING)
        .list();
  }

  static List<Parameter> completions() {
    return new ParameterRows()
        .all(shared())
        .foreign("max_completion_tokens", "this endpoint's name for it is max_tokens.")
        .foreign("response_format", "it belongs to /v1/chat/completions.", "{\"type\":\"text\"}")
        .foreign("prompt_embeds", "send the prompt as text or token ids.")
        .foreign("add_special_tokens", "a text prompt always begins as the model wants.", "true")
        .foreign("n_indent", "there is no infill.", "0")
        .list();
  }

  static List<Parameter> embeddings() {
    return new ParameterRows()
        .effective("truncate")
        .foreign("truncate_prompt_tokens", "send 'truncate': true to have long texts cut.", "-1")
        .foreign("add_special_tokens", "a text is always put as the model wants it.", "true")
        .foreign("pooling", "the model's own way of pooling is used.")
        .foreign("embd_normalize", "vectors are normalised if the model wants it.", "2")
        .foreign("messages", "send texts as 'input'.")
        .list();
  }
}
