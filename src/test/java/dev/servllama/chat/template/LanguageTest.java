package dev.servllama.chat.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Short templates for every construct, filter, test and method, with what jinja2 makes of them. */
class LanguageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> rendersEverySnippetAsJinjaDoes() throws IOException {
    try (InputStream in = LanguageTest.class.getResourceAsStream("language.json")) {
      JsonNode file = JSON.readTree(in);
      Map<String, Object> variables =
          JSON.convertValue(
              file.get("variables"),
              JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
      return StreamSupport.stream(file.get("snippets").spliterator(), false)
          .map(
              snippet ->
                  dynamicTest(
                      "snippet: " + snippet.get("template").asText(),
                      () -> check(snippet, variables)));
    }
  }

  private static void check(JsonNode snippet, Map<String, Object> variables) {
    String template = snippet.get("template").asText();
    if (snippet.has("prompt")) {
      assertEquals(snippet.get("prompt").asText(), render(template, variables));
    } else {
      RuntimeException failure =
          assertThrows(RuntimeException.class, () -> render(template, variables));
      assertEquals("dev.servllama.chat.template", failure.getClass().getPackageName());
    }
  }

  private static String render(String template, Map<String, Object> variables) {
    return ChatTemplate.parse(template).render(variables, RealTemplates.OPTIONS).text();
  }
}
