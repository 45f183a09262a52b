package dev.servllama.chat.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that mean harm end soon, and with a limit's name. */
class TemplateLimitsTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'a' * 1000000000 }}",
        "{{ ('a' * 1000000) * 1000000 }}",
        "{% set ns = namespace(s='a') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
        "{{ range(1000000000) }}",
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% macro f() %}{% if ((((true)))) %}{{ [f()] }}{% endif %}{% endmacro %}{{ f() }}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{{ 'x'.center(2000000000) }}",
        "{{ '{:2000000}'.format(1) * 100 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%.999999999f' % 1.0 }}",
        "{{ 10 ** 1000000000 }}",
        "{% set ns = namespace(n=10) %}{% for i in range(99) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
        "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
        "{% set ns = namespace(l=[1]) %}{% for i in range(999) %}{% set ns.l = [ns.l] %}{% endfor %}",
        "{% set ns = namespace(l=1) %}{% for i in range(150) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}",
        "{% set a = namespace(l=1) %}{% for i in range(150) %}{% set a.l = [a.l, a.l] %}{% endfor %}"
            + "{% set b = namespace(l=1) %}{% for i in range(150) %}{% set b.l = [b.l, b.l] %}{% endfor %}"
            + "{{ a.l == b.l }}",
        "{% set a = namespace(l=1) %}{% for i in range(150) %}{% set a.l = (a.l, a.l) %}{% endfor %}"
            + "{{ {a.l: 1} }}",
        "{% set ns = namespace() %}{% set ns.self = ns %}{{ ns }}",
        "{% set s = 'a' * 1000000 %}{% set t = 'a' * 500000 ~ 'b' %}{{ t in s }}",
        "{% set s = 'a' * 1000000 %}{% for i in range(99999) %}{% if 'b' in s %}{% endif %}{% endfor %}",
        "{% set s = 'a ' * 1000000 %}{% for i in range(999) %}{% set x = s.split() %}{% endfor %}",
        "{{ ('a' * 1000000)|list|length * (('b' * 9999999)|list|length) }}",
        "{{ ('a' * 3000000).replace('', 'aaaaaaaaaaaaaaaaaaaa') }}",
        "{{ ('<' * 30000000)|e }}",
        "{{ ('x\\n' * 1000000)|indent(1000000) }}",
        "{{ [1]|batch(2000000000, 0)|list }}",
        "{{ []|slice(2000000000)|list }}",
        "{{ {'a': 1}|tojson(indent=2000000000) }}",
        "{{ 1.5|round(2000000000) }}",
      })
  void endsAHostileTemplate(String source) {
    ChatTemplate template = ChatTemplate.parse(source);
    TemplateException failure =
        assertTimeoutPreemptively(
            SOON,
            () ->
                assertThrows(
                    TemplateException.class,
                    () -> template.render(Map.of(), RenderOptions.DEFAULT)));
    assertEquals(TemplateException.Reason.LIMIT, failure.reason(), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "[", "-", "not ", "{1:", "x[", "f(", "x|f(", "x is y(", "1 if 1 else "})
  void refusesASourceThatNestsTooDeeply(String opening) {
    String source = "{{ " + opening.repeat(100_000 / opening.length()) + "1 }}";
    assertThrows(TemplateSyntaxException.class, () -> ChatTemplate.parse(source));
  }

  @Test
  void refusesBlocksThatNestTooDeeply() {
    String source = "{% if true %}".repeat(20_000);
    assertThrows(TemplateSyntaxException.class, () -> ChatTemplate.parse(source));
  }

  @Test
  void refusesASourceThatIsTooLong() {
    String source = "x".repeat(Limits.MAX_SOURCE + 1);
    assertThrows(TemplateSyntaxException.class, () -> ChatTemplate.parse(source));
  }

  @ParameterizedTest
  @ValueSource(strings = {" + 1", " ~ 1", " and 1", " == 1", "|abs", ".real", " * 1"})
  void takesLongRowsOfOperators(String link) {
    String source = "{% set x = 1" + link.repeat(20_000) + " %}done";
    assertEquals("done", ChatTemplate.parse(source).render(Map.of(), RenderOptions.DEFAULT).text());
  }

  @Test
  void recursesAsDeepAsTheLimitOnASmallStack() throws InterruptedException {
    String nested =
        "{% if true %}".repeat(40) + "{{ f([[[[[[n]]]]]]) }}" + "{% endif %}".repeat(40);
    ChatTemplate template =
        ChatTemplate.parse("{% macro f(n) %}" + nested + "{% endmacro %}{{ f(1) }}");
    String[] message = new String[1];
    Runnable rendering =
        () ->
            message[0] =
                assertThrows(
                        TemplateException.class,
                        () -> template.render(Map.of(), RenderOptions.DEFAULT))
                    .getMessage();
    Thread thread = new Thread(null, rendering, "small-stack", 512 * 1024);
    thread.start();
    thread.join();
    assertEquals("the template's macros or loops recurse too deeply", message[0]);
  }
}
