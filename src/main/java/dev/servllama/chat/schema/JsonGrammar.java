package dev.servllama.chat.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/**
 * A grammar for llama.cpp under which only JSON of a certain shape can be sampled, and the check of
 * the finished answer. Instances are immutable and safe for use by several threads.
 *
 * <p>The grammar is in GBNF, as {@code grammars/README.md} of llama.cpp describes it; schemas are
 * read as JSON Schema, drafts 4 to 2020-12. The grammar may allow less than the schema where no
 * model would miss it: members in the schema's order, no white space but one space after a comma or
 * a colon, digits and nesting bounded, no members beyond those listed unless {@code
 * additionalProperties} asks for them. It never allows more.
 */
public final class JsonGrammar {
  private final String gbnf;
  private final AnswerChecker checker;

  private JsonGrammar(String gbnf, AnswerChecker checker) {
    this.gbnf = gbnf;
    this.checker = checker;
  }

  /** Any JSON object: {@code response_format} of type {@code json_object}. */
  public static JsonGrammar anyObject() {
    return of(JsonNodeFactory.instance.objectNode().put("type", "object"), "response_format");
  }

  /**
   * The JSON that satisfies a schema. Takes milliseconds, whatever the schema.
   *
   * @param schema a JSON Schema: an object or a boolean
   * @param param where the schema stands in the request, such as {@code
   *     response_format.json_schema.schema}; the start of the path in every refusal
   * @throws dev.servllama.error.InvalidRequestException if the schema is malformed, too large or
   *     nested too deeply, cannot be satisfied, or has a keyword that no grammar can hold; its
   *     parameter is the keyword's path
   */
  public static JsonGrammar of(JsonNode schema, String param) {
    SchemaLimits.check(schema, param);
    Keyword root = new Keyword(schema, param);
    Grammar grammar = new Grammar(param);
    new SchemaCompiler(grammar, root).compile();
    return new JsonGrammar(grammar.text(), AnswerChecker.of(root));
  }

  /** The grammar's text in GBNF, ASCII only; the root rule is named {@code root}. */
  public String gbnf() {
    return gbnf;
  }

  /**
   * What is wrong with a finished answer.
   *
   * @return empty if the whole answer is JSON that satisfies the schema, else a sentence
   */
  public Optional<String> violation(String answer) {
    return checker.violation(answer);
  }

  /** Whether the text is a complete JSON value that satisfies the schema. */
  public boolean isWhole(String answer) {
    return violation(answer).isEmpty();
  }
}
