package dev.servllama.chat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.error.InvalidRequestException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRefusalTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @ParameterizedTest(name = "{0} is refused at {1}")
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '\u0001',
      value = {
        "{'properties':{'x':{'type':'string','pattern':'(?=a)b'}}} ~ schema.properties.x.pattern ~ look-around",
        "{'pattern':'(a)\\\\1'} ~ schema.pattern ~ no grammar can hold",
        "{'pattern':'\\\\bword'} ~ schema.pattern ~ no grammar can hold",
        "{'pattern':'a^b'} ~ schema.pattern ~ neither at the start",
        "{'pattern':'(^a)*'} ~ schema.pattern ~ neither at the start",
        "{'pattern':'('} ~ schema.pattern ~ unclosed",
        "{'pattern':'a)'} ~ schema.pattern ~ unmatched",
        "{'pattern':'*a'} ~ schema.pattern ~ quantifier",
        "{'pattern':'[b-a]'} ~ schema.pattern ~ malformed range",
        "{'pattern':'a{2,1}'} ~ schema.pattern ~ upper bound",
        "{'pattern':'((a{999}){999}){999}'} ~ schema.pattern ~ too large",
        "{'pattern':'(a|b)*a(a|b){25}'} ~ schema.pattern ~ too large",
        "{'pattern':'^(([a-z]?){2000}){9}$'} ~ schema.pattern ~ too",
        "{'pattern':'^ab$','minLength':3} ~ schema.pattern ~ no string",
        "{'pattern':'^a*$','maxLength':9000} ~ schema.pattern ~ too large",
        "{'maxLength':1e9} ~ schema.maxLength ~ greatest length",
        "{'minLength':-1} ~ schema.minLength ~ negative",
        "{'minLength':3,'maxLength':2} ~ schema.maxLength ~ below",
        "{'type':'number','minimum':1e300} ~ schema.minimum ~ digits",
        "{'type':'integer','minimum':3,'maximum':2} ~ schema.maximum ~ no number",
        "{'multipleOf':0.3} ~ schema.multipleOf ~ not supported",
        "{'type':'array','uniqueItems':true} ~ schema.uniqueItems ~ not supported",
        "{'patternProperties':{'a':true}} ~ schema.patternProperties ~ not supported",
        "{'not':{}} ~ schema.not ~ not supported",
        "{'if':{}} ~ schema.if ~ not supported",
        "{'minProperties':1} ~ schema.minProperties ~ not supported",
        "{'propertyNames':{}} ~ schema.propertyNames ~ not supported",
        "{'contains':{}} ~ schema.contains ~ not supported",
        "{'unevaluatedProperties':false} ~ schema.unevaluatedProperties ~ not supported",
        "{'dependentRequired':{'a':['b']}} ~ schema.dependentRequired ~ not supported",
        "{'nullable':true} ~ schema.nullable ~ null",
        "{'minlength':3} ~ schema.minlength ~ minLength",
        "{'type':'text'} ~ schema.type ~ must be",
        "{'type':['string',3]} ~ schema.type[1] ~ must be",
        "{'items':[{}]} ~ schema.items ~ prefixItems",
        "{'items':3} ~ schema.items ~ must be an object",
        "{'minItems':2,'prefixItems':[{}],'items':false} ~ schema.minItems ~ more items",
        "{'required':['a'],'additionalProperties':false} ~ schema.required ~ forbids",
        "{'properties':{'a':false}} ~ schema.properties.a ~ no value",
        "{'enum':[]} ~ schema.enum ~ no value",
        "{'enum':['a'],'minLength':1} ~ schema.minLength ~ next to enum",
        "{'$ref':'https://example.com/x'} ~ schema.$ref ~ outside",
        "{'$ref':'#/$defs/none'} ~ schema.$ref ~ nothing",
        "{'$ref':'#'} ~ schema ~ refers to itself",
        "{'anyOf':[{'$ref':'#'},{'type':'null'}]} ~ schema ~ refers to itself",
        "{'title':'x','type':'object','anyOf':[{'$ref':'#'}]} ~ schema ~ refers to itself",
        "{'oneOf':[{'type':'integer'},{'type':'number'}]} ~ schema.oneOf[1] ~ exactly one",
        "{'allOf':[{'type':'string'},{'type':'null'}]} ~ schema.allOf[1].type ~ contradicts",
        "{'allOf':[{'properties':{'a':{}},'additionalProperties':false},{'properties':{'b':{}}}]} ~ schema.allOf[0].additionalProperties ~ combined",
        "{'allOf':[{'pattern':'a'},{'pattern':'b'}]} ~ schema.allOf[1].pattern ~ combined",
        "3 ~ schema ~ must be an object"
      })
  void refusesWhatNoGrammarHolds(String schema, String place, String reason) {
    JsonNode parsed = JsonGrammarTest.parse(schema);
    InvalidRequestException refusal = refusal(parsed);
    assertEquals(place, refusal.param().orElseThrow());
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  @Test
  void refusesTwentyThousandNestedItemsWithoutRecursion() {
    ObjectNode schema = NODES.objectNode().put("type", "string");
    for (int i = 0; i < 20_000; i++) {
      schema = NODES.objectNode().set("items", schema);
    }
    assertTrue(refusal(schema).getMessage().contains("64 levels"));
  }

  @Test
  void refusesASchemaOfTooManyCharacters() {
    ObjectNode schema = NODES.objectNode().put("description", "x".repeat(300_000));
    assertTrue(refusal(schema).getMessage().contains("larger than"));
  }

  @Test
  void refusesTooManyEnumValues() {
    ObjectNode schema = NODES.objectNode();
    var values = schema.putArray("enum");
    for (int i = 0; i < 1_001; i++) {
      values.add("v" + i);
    }
    assertEquals("schema.enum", refusal(schema).param().orElseThrow());
  }

  @Test
  void sharesRulesWhereReferencesDouble() {
    ObjectNode schema = doubling("anyOf", 50);
    String gbnf = JsonGrammar.of(schema, "schema").gbnf();
    assertEquals("root ::= null\nnull ::= \"null\"\n", gbnf);
  }

  @Test
  void refusesConjunctionsThatDouble() {
    assertTrue(refusal(doubling("allOf", 50)).getMessage().contains("too complex"));
  }

  @Test
  void refusesAlternativesThatDoubleBesideOtherKeywords() {
    ObjectNode schema = doubling("anyOf", 50);
    schema.get("$defs").forEach(def -> ((ObjectNode) def).put("minLength", 1));
    assertTrue(refusal(schema).getMessage().contains("too complex"));
  }

  @Test
  void refusesAlternativesThatStayOpenAtEveryLevel() {
    JsonNode schema =
        JsonGrammarTest.parse(
            "{'anyOf':[{'properties':{'x':{'$ref':'#'},'y':{'const':1}},'required':['x','y']},"
                + "{'properties':{'x':{'$ref':'#'},'z':{'const':1}},'required':['x','z']},"
                + "{'type':'null'}]}");
    assertTrue(refusal(schema).getMessage().contains("begin alike"));
  }

  @Test
  void takesARecursiveUnionThatAConstTellsApart() {
    JsonNode schema =
        JsonGrammarTest.parse(
            "{'anyOf':[{'properties':{'k':{'const':'add'},'x':{'$ref':'#'}},'required':['k','x']},"
                + "{'properties':{'k':{'const':'neg'},'x':{'$ref':'#'}},'required':['k','x']},"
                + "{'type':'null'}]}");
    GbnfMachine machine = GbnfMachine.of(JsonGrammar.of(schema, "schema").gbnf());
    assertTrue(
        machine.accepts("{'k':'add','x':{'k':'neg','x':{'k':'add','x':null}}}".replace('\'', '"')));
    assertTrue(machine.widest() <= 6, "paths: " + machine.widest());
  }

  /** Each definition refers to the next one twice. */
  private static ObjectNode doubling(String keyword, int count) {
    ObjectNode schema = NODES.objectNode().put("$ref", "#/$defs/d0");
    ObjectNode definitions = schema.putObject("$defs");
    for (int i = 0; i < count; i++) {
      var branches = definitions.putObject("d" + i).putArray(keyword);
      branches.addObject().put("$ref", "#/$defs/d" + (i + 1));
      branches.addObject().put("$ref", "#/$defs/d" + (i + 1));
    }
    definitions.putObject("d" + count).put("type", "null");
    return schema;
  }

  private static InvalidRequestException refusal(JsonNode schema) {
    return assertTimeoutPreemptively(
        AT_ONCE,
        () -> assertThrows(InvalidRequestException.class, () -> JsonGrammar.of(schema, "schema")));
  }
}
