package dev.servllama.chat.template;

import dev.servllama.chat.template.TemplateCapabilities.ContentForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders short conversations with a template to see what of them gets into the prompt. */
record TemplateProbe(ChatTemplate template, Map<String, ?> specialTokens, boolean parts) {
  private static final String WORD = "qzprobe";

  /** Finds out which forms of content the template takes. */
  static ContentForm contentForm(ChatTemplate template, Map<String, ?> specialTokens) {
    boolean strings = new TemplateProbe(template, specialTokens, false).takesUserMessage();
    boolean parts = new TemplateProbe(template, specialTokens, true).takesUserMessage();
    if (strings) {
      return parts ? ContentForm.BOTH : ContentForm.STRING;
    }
    return parts ? ContentForm.PARTS : ContentForm.NEITHER;
  }

  private boolean takesUserMessage() {
    // A template that knows nothing of parts prints the list itself, with its keys.
    return render(Map.of(), List.of(message("user", WORD)))
        .filter(prompt -> prompt.contains(WORD) && !prompt.matches("(?s).*text\\W+" + WORD + ".*"))
        .isPresent();
  }

  boolean takesSystemMessage() {
    return shows(render(Map.of(), List.of(message("system", WORD), message("user", "Hi"))));
  }

  boolean takesTools() {
    return shows(render(Map.of("tools", List.of(tool())), List.of(message("user", "Hi"))));
  }

  boolean takesToolCalls() {
    return shows(
        render(
            Map.of(),
            List.of(
                message("user", "Hi"),
                toolCall(WORD),
                message("tool", "1", "tool_call_id", "call00001", "name", "f"),
                message("assistant", "Done"),
                message("user", "Hi"))));
  }

  boolean takesToolResults() {
    return shows(
        render(
            Map.of("tools", List.of(tool())),
            List.of(
                message("user", "Hi"),
                toolCall("f"),
                message("tool", "9" + WORD, "tool_call_id", "call00001", "name", "f"))),
        "9" + WORD);
  }

  boolean takesThinking() {
    Map<String, Object> user = message("user", "Hi");
    Optional<String> on = render(Map.of("enable_thinking", true), List.of(user));
    return on.isPresent() && !on.equals(render(Map.of("enable_thinking", false), List.of(user)));
  }

  private static boolean shows(Optional<String> prompt) {
    return shows(prompt, WORD);
  }

  private static boolean shows(Optional<String> prompt, String word) {
    return prompt.filter(text -> text.contains(word)).isPresent();
  }

  private Map<String, Object> message(String role, String text, String... more) {
    Map<String, Object> message = new HashMap<>();
    message.put("role", role);
    message.put("content", parts ? List.of(Map.of("type", "text", "text", text)) : text);
    for (int i = 0; i < more.length; i += 2) {
      message.put(more[i], more[i + 1]);
    }
    return message;
  }

  private static Map<String, Object> tool() {
    Map<String, Object> city = Map.of("type", "string", "description", "A city");
    Map<String, Object> parameters =
        Map.of("type", "object", "properties", Map.of("city", city), "required", List.of("city"));
    Map<String, Object> function =
        Map.of("name", WORD, "description", "Does it", "parameters", parameters);
    return Map.of("type", "function", "function", function);
  }

  private Map<String, Object> toolCall(String name) {
    Map<String, Object> function = Map.of("name", name, "arguments", Map.of("city", name));
    Map<String, Object> message = message("assistant", "");
    message.put(
        "tool_calls", List.of(Map.of("id", "call00001", "type", "function", "function", function)));
    return message;
  }

  /** The prompt, or nothing if the template cannot take the conversation. */
  private Optional<String> render(Map<String, ?> variables, List<Map<String, Object>> messages) {
    Map<String, Object> all = new HashMap<>(specialTokens);
    all.put("messages", messages);
    all.put("add_generation_prompt", true);
    all.putAll(variables);
    try {
      return Optional.of(template.render(all, RenderOptions.DEFAULT).text());
    } catch (TemplateException refused) {
      return Optional.empty();
    }
  }
}
