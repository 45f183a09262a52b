package dev.servllama.chat.template;

import java.util.Map;

/**
 * What a chat template can render, found out by rendering short conversations with it and looking
 * for their words in the prompt. Nothing is concluded from a template's name or source.
 *
 * @param content the forms that a message's content may have
 * @param systemMessage whether a system message's text gets into the prompt
 * @param tools whether the tools that are offered get into the prompt
 * @param toolCalls whether the tool calls of an assistant's message get into the prompt
 * @param toolResults whether the text of a tool's message gets into the prompt
 * @param thinking whether {@code enable_thinking} changes the prompt
 */
public record TemplateCapabilities(
    ContentForm content,
    boolean systemMessage,
    boolean tools,
    boolean toolCalls,
    boolean toolResults,
    boolean thinking) {

  /** The forms in which a template takes a message's content. */
  public enum ContentForm {
    /** A string only. */
    STRING,
    /** A list of parts only, each a map with {@code type} and {@code text}. */
    PARTS,
    /** Either. */
    BOTH,
    /** Neither: the text of a plain user message does not get into the prompt. */
    NEITHER
  }

  /**
   * Probes a template.
   *
   * @param specialTokens the variables that templates expect with every conversation, such as
   *     {@code bos_token} and {@code eos_token}
   */
  public static TemplateCapabilities of(ChatTemplate template, Map<String, ?> specialTokens) {
    ContentForm content = TemplateProbe.contentForm(template, specialTokens);
    TemplateProbe probe = new TemplateProbe(template, specialTokens, content == ContentForm.PARTS);
    return new TemplateCapabilities(
        content,
        probe.takesSystemMessage(),
        probe.takesTools(),
        probe.takesToolCalls(),
        probe.takesToolResults(),
        probe.takesThinking());
  }
}
