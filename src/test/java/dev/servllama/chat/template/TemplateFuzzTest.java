package dev.servllama.chat.template;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Templates at random: each renders, or fails with the package's own exceptions, and soon. */
@Timeout(60)
class TemplateFuzzTest {
  private static final long SEED = 20260102;
  private static final int ROUNDS = 6_000;
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\{%[-+]?|[-+]?%\\}|\\{\\{-?|-?\\}\\}|\\{#|#\\}|'[^'\n]*'|\\w+|\\s+|.", Pattern.DOTALL);
  private static final RenderOptions OPTIONS =
      new RenderOptions(
          java.util.Set.of(), java.time.Clock.systemUTC(), new Limits(50_000, 500_000, 1_000));
  private static final String VOCABULARY =
      "{% %} {{ }} {%- -%} {{- -}} {# #} for in if elif else endif endfor set endset macro endmacro call"
          + " endcall filter endfilter with endwith raw endraw break continue generation endgeneration"
          + " block endblock recursive not and or is ~ + - * / // % ** == != < >= ( ) [ ] { } , : . | ="
          + " messages m content role tools loop ns namespace range dict joiner cycler self caller"
          + " varargs kwargs x y 0 1 -1 2.5 1e400 99999999999 'a' 'b%s' '{0}' '\ud83e\udd8a' none true"
          + " false defined string mapping iterable divisibleby upper lower trim length first last join"
          + " tojson list items dictsort sort unique groupby replace default int float round map select"
          + " selectattr reject batch slice indent truncate format center sum min max split rsplit"
          + " strip splitlines startswith index count find zfill ljust title get keys values safe e"
          + " strftime_now raise_exception [0] [::-1] [1:] reverse wordcount urlencode attr";

  private final Random random = new Random(SEED);
  private final Map<String, Object> variables =
      Map.of(
          "x",
          "some <|text|> 🦊",
          "y",
          List.of(1, 2.5, "z"),
          "add_generation_prompt",
          true,
          "tools",
          List.of(Map.of("function", Map.of("name", "f"))),
          "messages",
          List.of(
              Map.of("role", "user", "content", "hi"),
              Map.of("role", "assistant", "content", "yo")));

  @Test
  void survivesRandomTokens() {
    String[] words = VOCABULARY.split(" ");
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder source = new StringBuilder("{{ ");
      int length = 1 + random.nextInt(40);
      for (int j = 0; j < length; j++) {
        source
            .append(words[random.nextInt(words.length)])
            .append(random.nextInt(4) == 0 ? "" : " ");
      }
      survive(source + (random.nextBoolean() ? " }}" : ""));
    }
  }

  @Test
  void survivesRandomExpressions() {
    for (int i = 0; i < ROUNDS; i++) {
      survive("{% set v = " + expression(4) + " %}{{ v }}{{ v|tojson }}");
    }
  }

  @Test
  void survivesChangedTemplates() throws IOException {
    List<List<String>> templates = templates();
    String[] words = VOCABULARY.split(" ");
    for (int i = 0; i < ROUNDS; i++) {
      List<String> tokens = new ArrayList<>(templates.get(random.nextInt(templates.size())));
      for (int j = random.nextInt(4); j >= 0; j--) {
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(3)) {
          case 0 -> tokens.set(at, words[random.nextInt(words.length)]);
          case 1 -> tokens.add(at, words[random.nextInt(words.length)]);
          default -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
        }
      }
      survive(String.join("", tokens));
    }
  }

  private String expression(int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return pick(
          "x", "y", "1", "-3", "2.5", "'ab'", "none", "true", "messages", "nope", "[]", "{}");
    }
    String a = expression(depth - 1);
    String b = expression(depth - 1);
    return switch (random.nextInt(9)) {
      case 0 -> "(" + a + pick(" + ", " - ", " * ", " / ", " // ", " % ", " ** ", " ~ ") + b + ")";
      case 1 -> "(" + a + pick(" < ", " == ", " in ", " not in ", " and ", " or ") + b + ")";
      case 2 -> "(" + a + ")[" + b + "]";
      case 3 -> "(" + a + ")[" + b + ":" + pick("1", "none", a) + ":" + pick("-1", "2", b) + "]";
      case 4 -> "[" + a + ", " + b + "]";
      case 5 -> "{" + a + ": " + b + "}";
      case 6 ->
          "("
              + a
              + ")|"
              + pick(
                  "list",
                  "join",
                  "sort",
                  "unique",
                  "int",
                  "float",
                  "first",
                  "length",
                  "sum",
                  "reverse",
                  "items",
                  "dictsort",
                  "title",
                  "urlencode",
                  "round",
                  "min",
                  "groupby(0)",
                  "batch(2)",
                  "slice(2)",
                  "map('upper')",
                  "indent",
                  "truncate(3)",
                  "center(9)",
                  "string",
                  "e");
      case 7 ->
          "("
              + a
              + ")."
              + pick(
                  "split",
                  "strip",
                  "replace",
                  "find",
                  "join",
                  "format",
                  "get",
                  "index",
                  "zfill",
                  "center",
                  "partition",
                  "count",
                  "startswith",
                  "splitlines")
              + "("
              + b
              + ")";
      default -> "(" + a + " if " + b + " else " + a + ")";
    };
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static List<List<String>> templates() throws IOException {
    List<String> sources = new ArrayList<>();
    sources.add(
        "{%- macro f(a, b=1) %}{{ a }}{{ caller() if caller }}{% endmacro %}{% for m in messages %}"
            + "<|{{ m['role'] }}|>{{ m.content | trim }}{% if not loop.last %},{% else %}.{% endif %}"
            + "{% endfor %}{% call f(x) %}{{ tools | tojson(indent=2) }}{% endcall %}");
    if (RealTemplates.present()) {
      try (Stream<java.nio.file.Path> files = Files.list(RealTemplates.FOLDER)) {
        for (var file :
            files.filter(each -> each.toString().endsWith(".jinja")).sorted().toList()) {
          sources.add(Files.readString(file));
        }
      }
    }
    return sources.stream()
        .map(source -> TOKEN.matcher(source).results().map(found -> found.group()).toList())
        .toList();
  }

  private void survive(String source) {
    assertDoesNotThrow(
        () -> {
          try {
            ChatTemplate.parse(source).render(variables, OPTIONS);
          } catch (TemplateSyntaxException | TemplateException expected) {
            // Most templates at random are wrong; how they say so is what is tested.
          }
        },
        source);
  }
}
