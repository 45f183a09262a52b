package dev.servllama.chat.template;

import java.util.Map;

/**
 * A chat template: a program in the dialect of Jinja that Python's transformers library renders
 * prompts with. Immutable, and safe for use by many threads at once.
 */
public final class ChatTemplate {
  private final Body body;

  private ChatTemplate(Body body) {
    this.body = body;
  }

  /**
   * Parses a template.
   *
   * @param source the template as a model's files have it, at most {@link Limits#MAX_SOURCE} long
   * @throws TemplateSyntaxException if it is not a template, with the place where it goes wrong
   */
  public static ChatTemplate parse(String source) {
    return new ChatTemplate(TemplateParser.parse(Source.of(source)));
  }

  /**
   * Renders the template.
   *
   * @param variables what the template can refer to by name; values are maps with string keys,
   *     lists, strings, numbers, booleans and null
   * @throws TemplateException if the template cannot take the variables, or would go beyond the
   *     limits
   * @throws IllegalArgumentException if a value is of any other type
   */
  public RenderedPrompt render(Map<String, ?> variables, RenderOptions options) {
    Rendering rendering = new Rendering(options.limits(), options.clock());
    Scope scope =
        Scope.root(rendering, JavaValues.variables(variables, options.trustedVariables()));
    TextBuilder out = new TextBuilder(rendering);
    try {
      body.execute(scope, out);
    } catch (StackOverflowError tooDeep) {
      // The depth is limited in nesting levels, yet how much stack one takes, and how much of it
      // was left when this was called, is not for this class to know. Nothing outlives a rendering.
      throw TemplateException.limit("the template nests too deeply for the thread's stack");
    }
    return RenderedPrompt.of(out.build());
  }
}
