package dev.servllama.chat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonGrammarTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest(name = "{0} takes {1}")
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '\u0001',
      value = {
        "{'type':'object'} ~ {'a': [1, {'b': null}]} ~ [1]",
        "{'type':'string','minLength':2,'maxLength':3} ~ 'a茶' ~ 'abcd'",
        "{'type':'string','minLength':2} ~ 'ab' ~ 'a'",
        "{'type':'string','pattern':'^a+$'} ~ 'aaa' ~ 'aab'",
        "{'type':'string','pattern':'b'} ~ 'abc' ~ 'ac'",
        "{'type':'string','pattern':'^(a*)*$'} ~ 'aa' ~ 'b'",
        "{'type':'string','pattern':'^(a|b)$|c$'} ~ 'xxc' ~ 'ca'",
        "{'type':'string','pattern':'^\\\\d{3}-\\\\w+$'} ~ '123-a_1' ~ '12-a'",
        "{'type':'string','pattern':'^[^a-c]$'} ~ '\\n' ~ 'b'",
        "{'type':'string','pattern':'^a.b$'} ~ 'a\\'b' ~ 'ab'",
        "{'type':'string','pattern':'^[a-z]+$','maxLength':3} ~ 'abc' ~ 'abcd'",
        "{'type':'integer'} ~ -12 ~ 1.5",
        "{'type':'integer','minimum':1,'maximum':120} ~ 120 ~ 121",
        "{'type':'integer','minimum':-5,'maximum':17} ~ -5 ~ -6",
        "{'type':'integer','exclusiveMinimum':0} ~ 1 ~ 0",
        "{'type':'integer','multipleOf':7} ~ -21 ~ 22",
        "{'type':'number','minimum':0,'maximum':1} ~ 0.75 ~ 1.1",
        "{'type':'number','exclusiveMaximum':-2.5} ~ -2.51 ~ -2.50",
        "{'type':'number','multipleOf':0.01} ~ 3.14 ~ 3.141",
        "{'type':'number'} ~ -1.5e-3 ~ 01",
        "{'type':'boolean'} ~ true ~ null",
        "{'type':['string','null']} ~ null ~ 1",
        "{'enum':['a',1,null,{'x':[]}]} ~ {'x':[]} ~ 2",
        "{'enum':['a','ab','abc','b','c','cc','d','e','ff']} ~ 'abc' ~ 'f'",
        "{'const':'a\\'\\\\b'} ~ 'a\\'\\\\b' ~ 'a'",
        "{'type':'array','items':{'type':'integer'}} ~ [1, 2,3] ~ ['a']",
        "{'type':'array','items':{'type':'integer'},'minItems':2,'maxItems':3} ~ [1,2] ~ [1]",
        "{'type':'array','items':{'type':'null'},'maxItems':2} ~ [] ~ [null,null,null]",
        "{'prefixItems':[{'type':'null'},{'const':1}],'items':false} ~ [null,1] ~ [null,1,1]",
        "{'prefixItems':[{'type':'null'},{'const':1}],'items':false,'minItems':2} ~ [null,1] ~ []",
        "{'prefixItems':[{'type':'null'}],'items':{'const':1},'minItems':2} ~ [null,1,1] ~ [null]",
        "{'properties':{'a':{'type':'null'},'b':{'const':1}},'required':['b']} ~ {'b':1} ~ {}",
        "{'properties':{'a':{'const':1},'b':{'const':1},'c':{'const':1}}} ~ {'a':1,'c':1} ~ {'b':2}",
        "{'properties':{'a':{'const':1}},'additionalProperties':{'const':2}} ~ {'b':2} ~ {'a':2}",
        "{'type':'object','additionalProperties':{'type':'integer'}} ~ {'x':1} ~ {'x':'a'}",
        "{'type':'object','additionalProperties':false} ~ {} ~ {'x':'a'}",
        "{'required':['z'],'additionalProperties':{'const':1}} ~ {'z':1,'y':1} ~ {'y':1}",
        "{'anyOf':[{'type':'null'},{'const':2}]} ~ 2 ~ 3",
        "{'oneOf':[{'type':'null'},{'type':'string'}]} ~ 'x' ~ 3",
        "{'allOf':[{'$ref':'#/$defs/a'}],'title':'x','$defs':{'a':{'type':'null'}}} ~ null ~ 3",
        "{'type':'object','anyOf':[{'properties':{'a':{'const':1}}},{'required':['b']}]} ~ {'b':1} ~ []",
        "{'$ref':'#/$defs/a~1b','$defs':{'a/b':{'type':'null'}}} ~ null ~ 3",
        "true ~ [1, 'a', {}] ~ [",
        "{'$schema':'http://json-schema.org/draft-07/schema#','items':[{'const':1}],'additionalItems':false} ~ [1] ~ [1,2]"
      })
  void holdsWhatASchemaSaysAndNothingElse(String schema, String valid, String invalid) {
    holdsInTheGrammarAlone(schema, valid, invalid);
    assertFalse(grammar(schema).isWhole(json(invalid)));
  }

  /** For what the validator takes for an annotation. */
  @ParameterizedTest(name = "{0} takes {1}")
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '\u0001',
      value = {
        "{'type':'string'} ~ 'a\\u00e9\\n' ~ 'a\\ud800'",
        "{'type':'string','format':'date'} ~ '2024-02-29' ~ '2023-02-29'",
        "{'type':'string','format':'uuid'} ~ '123e4567-e89b-12d3-a456-426614174000' ~ 'x'",
        "{'type':'string','format':'date-time'} ~ '2024-02-29T23:59:59Z' ~ '2024-02-29 23:59:59Z'",
        "{'type':'string','format':'email'} ~ 'a.b@c.de' ~ 'a@b'",
        "{'type':'string','format':'made-up'} ~ 'x' ~ 1"
      })
  void holdsInTheGrammarAlone(String schema, String valid, String invalid) {
    JsonGrammar grammar = grammar(schema);
    GbnfMachine machine = GbnfMachine.of(grammar.gbnf());
    assertTrue(machine.accepts(json(valid)), grammar.gbnf());
    assertEquals(Optional.empty(), grammar.violation(json(valid)));
    assertFalse(machine.accepts(json(invalid)), grammar.gbnf());
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      machine
          .sample(random)
          .ifPresent(
              text ->
                  assertEquals(
                      Optional.empty(),
                      grammar.violation(text),
                      () -> text + " " + grammar.gbnf()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"const\": {\"a\": 1.5}}", "{\"enum\": [{\"a\": 1.5}]}"})
  void takesDecimalsForWhatTheyAre(String schema) throws IOException {
    JsonGrammar grammar = JsonGrammar.of(JsonMapper.builder().build().readTree(schema), "schema");
    assertEquals(Optional.empty(), grammar.violation("{\"a\": 1.5}"));
  }

  @Test
  void takesAnyObjectButNothingElse() {
    GbnfMachine machine = GbnfMachine.of(JsonGrammar.anyObject().gbnf());
    assertTrue(machine.accepts("{\"a\": [1, {\"b\": false}]}"));
    assertFalse(machine.accepts("[]"));
    assertFalse(JsonGrammar.anyObject().isWhole("{} {}"));
    assertFalse(JsonGrammar.anyObject().isWhole("{\"a\":"));
  }

  static JsonGrammar grammar(String schema) {
    return JsonGrammar.of(parse(schema), "schema");
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(json(text));
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Lets the table write single quotes for double ones; \' stays an escaped double quote. */
  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
