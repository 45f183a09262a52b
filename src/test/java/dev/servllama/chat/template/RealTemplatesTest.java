package dev.servllama.chat.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every template and case of the folder, against what Python made of it. */
class RealTemplatesTest {
  @TestFactory
  Stream<DynamicNode> rendersRealTemplatesAsPythonDoes() throws IOException {
    if (!RealTemplates.present()) {
      return Stream.empty();
    }
    Map<String, Map<String, Object>> cases = RealTemplates.cases();
    return RealTemplates.expected().entrySet().stream()
        .map(template -> container(template.getKey(), template.getValue(), cases));
  }

  private static DynamicContainer container(
      String template,
      Map<String, Map<String, String>> expected,
      Map<String, Map<String, Object>> cases) {
    List<DynamicTest> tests =
        expected.entrySet().stream()
            .map(
                each ->
                    dynamicTest(
                        template + ": " + each.getKey(),
                        () -> check(template, cases.get(each.getKey()), each.getValue())))
            .toList();
    return DynamicContainer.dynamicContainer(template, tests);
  }

  private static void check(
      String template, Map<String, Object> variables, Map<String, String> expected)
      throws IOException {
    String source = RealTemplates.source(template);
    if (expected.containsKey("prompt")) {
      assertEquals(expected.get("prompt"), render(source, variables));
    } else {
      RuntimeException failure =
          assertThrows(RuntimeException.class, () -> render(source, variables));
      assertEquals("dev.servllama.chat.template", failure.getClass().getPackageName());
    }
  }

  private static String render(String source, Map<String, Object> variables) {
    return ChatTemplate.parse(source).render(variables, RealTemplates.OPTIONS).text();
  }
}
