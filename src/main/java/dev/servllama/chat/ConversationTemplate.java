package dev.servllama.chat;

import dev.servllama.chat.template.ChatTemplate;
import dev.servllama.chat.template.Limits;
import dev.servllama.chat.template.RenderOptions;
import dev.servllama.chat.template.RenderedPrompt;
import dev.servllama.chat.template.RenderedPrompt.Range;
import dev.servllama.chat.template.TemplateCapabilities;
import dev.servllama.chat.template.TemplateCapabilities.ContentForm;
import dev.servllama.chat.template.TemplateException;
import dev.servllama.error.InvalidRequestException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a model's prompts from conversations, by the model's own chat template. Immutable and
 * thread-safe.
 */
public final class ConversationTemplate {
  /** What base models, which have no template, and models with a broken one are served with. */
  public static final String CHATML =
      """
      {%- for message in messages -%}
      {{ '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
      {%- endfor -%}
      {%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif -%}
      """;

  private static final String BOS = "bos_token";
  private static final String EOS = "eos_token";

  private final ChatTemplate template;
  private final Vocabulary vocabulary;
  private final ControlTokenGuard guard;
  private final RenderOptions options;
  private final TemplateCapabilities capabilities;

  /**
   * @param template the parsed template
   * @param vocabulary of the same model
   * @param clock what a template that writes the date reads
   */
  public ConversationTemplate(ChatTemplate template, Vocabulary vocabulary, Clock clock) {
    this.template = template;
    this.vocabulary = vocabulary;
    this.guard = new ControlTokenGuard(vocabulary.controls());
    this.options = new RenderOptions(Set.of(BOS, EOS), clock, Limits.DEFAULT);
    this.capabilities = TemplateCapabilities.of(template, specialTokens());
  }

  /** What the template can do, as found out by rendering. */
  public TemplateCapabilities capabilities() {
    return capabilities;
  }

  /**
   * The prompt, in parts that are to be tokenised one by one: text that the caller sent cannot
   * spell a control token across them.
   *
   * @throws InvalidRequestException if the template does not take the conversation, in its words
   */
  List<String> render(List<Turn> conversation) {
    RenderedPrompt prompt = rendered(conversation, true);
    return guard.parts(prompt.text(), prompt.untrusted());
  }

  /**
   * The same, but it ends where the last message does, so that the model goes on with that. Blanks
   * at its end are left out: a model writes them together with the next word.
   *
   * @param conversation ends with a message of the assistant that has a text
   * @throws InvalidRequestException if the template does not take it or does not show that text
   */
  List<String> renderBegun(List<Turn> conversation) {
    RenderedPrompt prompt = rendered(conversation, false);
    String begun = conversation.get(conversation.size() - 1).content().orElseThrow().strip();
    int end = lastEnd(prompt, begun);
    List<Range> sent =
        prompt.untrusted().stream()
            .filter(range -> range.start() < end)
            .map(range -> new Range(range.start(), Math.min(range.end(), end)))
            .toList();
    return guard.parts(prompt.text().substring(0, end), sent);
  }

  /** Where what was sent ends last with a text: the template's own words are not searched. */
  private static int lastEnd(RenderedPrompt prompt, String sent) {
    for (int i = prompt.untrusted().size() - 1; i >= 0; i--) {
      Range range = prompt.untrusted().get(i);
      int at = prompt.text().substring(range.start(), range.end()).lastIndexOf(sent);
      if (at >= 0) {
        return range.start() + at + sent.length();
      }
    }
    throw new InvalidRequestException(
        "The model's chat template does not show the last message as it was sent, so it cannot be"
            + " continued.",
        "continue_final_message",
        "unsupported_parameter");
  }

  private RenderedPrompt rendered(List<Turn> conversation, boolean opening) {
    boolean inParts = capabilities.content() == ContentForm.PARTS;
    Map<String, Object> variables = new HashMap<>(specialTokens());
    variables.put(
        "messages", conversation.stream().map(turn -> TurnVariables.of(turn, inParts)).toList());
    variables.put("add_generation_prompt", opening);
    variables.put("tools", null);
    try {
      return template.render(variables, options);
    } catch (TemplateException e) {
      throw new InvalidRequestException(
          "The model's chat template does not take this conversation: " + e.getMessage(),
          "messages",
          "invalid_value");
    }
  }

  private Map<String, String> specialTokens() {
    return Map.of(BOS, vocabulary.bosText(), EOS, vocabulary.eosText());
  }
}
