package dev.servllama.chat.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of templates that do not parse, and of conversations that a template refuses. */
class TemplateErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a{{ 1 + }};1;9",
        "a\\n  {% if x %};2;13",
        "a\\n\\n{% nonsense %};3;4",
        "{{ 'open }};1;4",
        "x {# open;1;3",
        "{% raw %}x;1;1",
        "line\\n{{ x | nosuchfilter }};2;8",
        "{% for x in y %}\\n{% endif %};2;4",
        "{{ (1] }};1;6",
      })
  void tellsWhereATemplateStopsMakingSense(String source, int line, int column) {
    TemplateSyntaxException failure =
        assertThrows(
            TemplateSyntaxException.class, () -> ChatTemplate.parse(source.replace("\\n", "\n")));
    assertEquals(line + ":" + column, failure.line() + ":" + failure.column());
  }

  @Test
  void givesTheWordsOfTheTemplateThatRefuses() {
    ChatTemplate template =
        ChatTemplate.parse("{{ raise_exception('System role not supported') }}");
    TemplateException failure =
        assertThrows(
            TemplateException.class, () -> template.render(Map.of(), RenderOptions.DEFAULT));
    assertEquals("System role not supported", failure.getMessage());
    assertEquals(TemplateException.Reason.RAISED, failure.reason());
  }

  @Test
  void namesWhatIsUndefined() {
    ChatTemplate template = ChatTemplate.parse("{{ messages[0].function.name }}");
    Map<String, Object> variables = Map.of("messages", java.util.List.of(Map.of("role", "user")));
    TemplateException failure =
        assertThrows(
            TemplateException.class, () -> template.render(variables, RenderOptions.DEFAULT));
    assertEquals("'dict object' has no attribute 'function'", failure.getMessage());
    assertEquals(TemplateException.Reason.FAILED, failure.reason());
  }
}
