package dev.servllama.chat.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.chat.template.TemplateCapabilities.ContentForm;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What templates can do, found out by rendering. */
class TemplateCapabilitiesTest {
  private static TemplateCapabilities of(String source) {
    return TemplateCapabilities.of(
        ChatTemplate.parse(source), Map.of("bos_token", "<s>", "eos_token", "</s>"));
  }

  @Test
  void findsASystemMessage() {
    assertTrue(
        of("{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}").systemMessage());
  }

  @Test
  void findsThatASystemMessageIsRefused() {
    TemplateCapabilities found =
        of(
            "{% if messages[0].role == 'system' %}{{ raise_exception('no') }}{% endif %}"
                + "{% for m in messages %}{{ m.content }}{% endfor %}");
    assertFalse(found.systemMessage());
    assertEquals(ContentForm.STRING, found.content());
  }

  @Test
  void findsThatASystemMessageIsDropped() {
    assertFalse(
        of("{% for m in messages if m.role == 'user' %}{{ m.content }}{% endfor %}")
            .systemMessage());
  }

  @Test
  void findsToolsCallsAndResults() {
    TemplateCapabilities found =
        of(
            "{% for t in tools %}{{ t|tojson }}{% endfor %}{% for m in messages %}"
                + "{{ m.content }}{% for c in m.tool_calls %}{{ c.function|tojson }}{% endfor %}{% endfor %}");
    assertTrue(found.tools() && found.toolCalls() && found.toolResults());
    TemplateCapabilities none =
        of("{% for m in messages if m.role == 'user' %}{{ m.content }}{% endfor %}");
    assertFalse(none.tools() || none.toolCalls() || none.toolResults());
  }

  @Test
  void findsThinking() {
    String messages = "{% for m in messages %}{{ m.content }}{% endfor %}";
    assertFalse(of(messages).thinking());
    assertTrue(of(messages + "{% if enable_thinking %}<think>{% endif %}").thinking());
  }

  @Test
  void findsTheFormsOfContent() {
    String parts = "{% for p in m.content %}{{ p.text }}{% endfor %}";
    String loop = "{% for m in messages %}";
    assertEquals(ContentForm.PARTS, of(loop + parts + "{% endfor %}").content());
    assertEquals(
        ContentForm.BOTH,
        of(loop
                + "{% if m.content is string %}{{ m.content }}{% else %}"
                + parts
                + "{% endif %}{% endfor %}")
            .content());
    assertEquals(ContentForm.NEITHER, of("{{ raise_exception('never') }}").content());
  }
}
