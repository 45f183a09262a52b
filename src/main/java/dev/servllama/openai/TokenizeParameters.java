package dev.servllama.openai;

import java.util.List;

/**
 * The fields of {@code POST /v1/tokenize}: those of llama-server ({@code content}, {@code
 * add_special}, {@code parse_special}, {@code with_pieces}) and those of vLLM ({@code prompt},
 * {@code messages}, {@code add_special_tokens}, {@code return_token_strs}).
 */
final class TokenizeParameters {
  private static final String TEMPLATE =
      "conversations are rendered with the model's own template, as for an answer.";

  private TokenizeParameters() {}

  static List<Parameter> rows() {
    return new ParameterRows()
        .effective("model", "content", "prompt", "input", "messages")
        .effective("add_special", "add_special_tokens", "parse_special")
        .effective("with_pieces", "return_token_strs")
        .foreign("chat_template", TEMPLATE)
        .foreign("chat_template_kwargs", TEMPLATE, "{}")
        .foreign("mm_processor_kwargs", TEMPLATE, "{}")
        .foreign("add_generation_prompt", TEMPLATE, "true")
        .foreign("continue_final_message", TEMPLATE, "false")
        .foreign("tools", TEMPLATE, "[]")
        .list();
  }
}
