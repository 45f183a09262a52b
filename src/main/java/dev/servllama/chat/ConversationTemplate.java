package dev.servllama.chat;

import java.util.List;

/** Makes a model's prompts from conversations. */
public final class ConversationTemplate {

  /** The prompt, parted where control tokens must not be read across. */
  List<String> render(List<Turn> turns) {
    StringBuilder prompt = new StringBuilder();
    if (turns.isEmpty() || !turns.get(0).role().equals("system")) {
      prompt.append(
          "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging"
              + " Face<|im_end|>\n");
    }
    for (Turn turn : turns) {
      prompt
          .append("<|im_start|>")
          .append(turn.role())
          .append('\n')
          .append(turn.content().orElse(""))
          .append("<|im_end|>\n");
    }
    return List.of(prompt.append("<|im_start|>assistant\n").toString());
  }
}
