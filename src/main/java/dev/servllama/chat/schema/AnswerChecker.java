package dev.servllama.chat.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.regex.RegularExpression;
import java.util.List;
import java.util.Optional;

/** Checks a finished answer with a validator that knows nothing of the grammar. */
final class AnswerChecker {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder()
          .regularExpressionFactory(AnswerChecker::regularExpression)
          .failFast(true)
          .preloadSchema(false)
          .build();

  private final Schema schema;

  private AnswerChecker(Schema schema) {
    this.schema = schema;
  }

  /**
   * @param root the whole schema, already known to have a grammar
   */
  static AnswerChecker of(Keyword root) {
    SpecificationVersion version = Vocabulary.version(root.value());
    JsonNode document = reread(root.value());
    if (document instanceof ObjectNode object) {
      object.remove(List.of("$schema", "$id", "id"));
    }
    try {
      SchemaRegistry registry =
          SchemaRegistry.withDialect(
              dialect(version),
              builder ->
                  builder
                      .schemaRegistryConfig(CONFIG)
                      .schemaLoader(loader -> loader.block(iri -> true)));
      return new AnswerChecker(registry.getSchema(document));
    } catch (SchemaException e) {
      throw root.refusal("is not a valid schema: " + e.getMessage());
    }
  }

  /** With numbers as the answer's are read, or 1.5 would not equal 1.5. */
  private static JsonNode reread(JsonNode schema) {
    try {
      return READER.readTree(schema.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be read again", e);
    }
  }

  /** The draft's own dialect, silent about keywords that it does not know. */
  private static Dialect dialect(SpecificationVersion version) {
    Dialect dialect =
        switch (version) {
          case DRAFT_4 -> Dialects.getDraft4();
          case DRAFT_6 -> Dialects.getDraft6();
          case DRAFT_7 -> Dialects.getDraft7();
          case DRAFT_2019_09 -> Dialects.getDraft201909();
          case DRAFT_2020_12 -> Dialects.getDraft202012();
        };
    return Dialect.builder(dialect)
        .unknownKeywordFactory((name, context) -> new NonValidationKeyword(name))
        .build();
  }

  /** What is wrong with an answer; empty if it is JSON that satisfies the schema. */
  Optional<String> violation(String answer) {
    JsonNode value;
    try {
      value = READER.readTree(answer);
    } catch (JsonProcessingException e) {
      return Optional.of("The answer is not JSON: " + e.getOriginalMessage());
    }
    if (value.isMissingNode()) {
      return Optional.of("The answer is not JSON: it is empty.");
    }
    return schema.validate(value).stream().findFirst().map(AnswerChecker::message);
  }

  private static String message(Error error) {
    return "The answer does not satisfy the schema: "
        + error.getInstanceLocation()
        + ": "
        + error.getMessage();
  }

  /** Runs in linear time, where a backtracking engine may take for ever. */
  private static RegularExpression regularExpression(String pattern) {
    try {
      return Dfa.of(RegexParser.parse(pattern), new Effort())::matches;
    } catch (RegexSyntaxException e) {
      throw new SchemaException("The pattern " + e.getMessage());
    }
  }
}
