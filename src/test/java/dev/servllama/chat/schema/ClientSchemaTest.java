package dev.servllama.chat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Schemas in the shapes that pydantic, zod and the official Java client make. */
class ClientSchemaTest {
  @Test
  void takesAModelWithDefinitionsAndOptionalFields() {
    takes(
        """
        {"$defs": {
           "Address": {"properties": {"street": {"title": "Street", "type": "string"},
                "zip": {"anyOf": [{"type": "string", "pattern": "^[0-9]{5}$"}, {"type": "null"}],
                        "default": null, "title": "Zip"}},
             "required": ["street"], "title": "Address", "type": "object"},
           "Color": {"enum": ["red", "green"], "title": "Color", "type": "string"}},
         "properties": {
           "name": {"maxLength": 40, "minLength": 1, "title": "Name", "type": "string"},
           "age": {"maximum": 150, "minimum": 0, "title": "Age", "type": "integer"},
           "home": {"anyOf": [{"$ref": "#/$defs/Address"}, {"type": "null"}], "default": null},
           "color": {"allOf": [{"$ref": "#/$defs/Color"}], "default": "red"},
           "tags": {"items": {"type": "string"}, "title": "Tags", "type": "array"},
           "point": {"maxItems": 2, "minItems": 2, "prefixItems": [{"type": "number"},
                {"type": "number"}], "title": "Point", "type": "array"},
           "extra": {"additionalProperties": {"type": "integer"}, "type": "object"}},
         "required": ["name", "age"], "title": "Person", "type": "object"}
        """,
        "{\"name\": \"Ada\", \"age\": 36, \"home\": {\"street\": \"Main\", \"zip\": \"12345\"},"
            + " \"color\": \"green\", \"tags\": [\"x\", \"y\"], \"point\": [1, -2.5],"
            + " \"extra\": {\"n\": 3}}",
        "{\"name\": \"\", \"age\": 36}",
        "{\"name\": \"Ada\", \"age\": 151}",
        "{\"name\": \"Ada\", \"age\": 36, \"color\": \"blue\"}",
        "{\"name\": \"Ada\", \"age\": 36, \"home\": {\"street\": \"Main\", \"zip\": \"1234\"}}");
  }

  @Test
  void takesADiscriminatedUnion() {
    takes(
        """
        {"$defs": {
           "Cat": {"additionalProperties": false, "properties": {"kind": {"const": "cat",
                "title": "Kind", "type": "string"}, "lives": {"type": "integer"}},
             "required": ["kind", "lives"], "type": "object"},
           "Dog": {"additionalProperties": false, "properties": {"kind": {"const": "dog",
                "title": "Kind", "type": "string"}}, "required": ["kind"], "type": "object"}},
         "properties": {"pet": {"discriminator": {"mapping": {"cat": "#/$defs/Cat",
              "dog": "#/$defs/Dog"}, "propertyName": "kind"},
            "oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}], "title": "Pet"}},
         "required": ["pet"], "title": "Owner", "type": "object"}
        """,
        "{\"pet\": {\"kind\": \"cat\", \"lives\": 9}}",
        "{\"pet\": {\"kind\": \"cow\"}}",
        "{\"pet\": {\"kind\": \"dog\", \"lives\": 9}}");
  }

  @Test
  void takesARecursiveModel() {
    takes(
        """
        {"$defs": {"Node": {"properties": {"value": {"type": "string"},
              "children": {"items": {"$ref": "#/$defs/Node"}, "type": "array"}},
            "required": ["value", "children"], "additionalProperties": false,
            "type": "object"}},
         "$ref": "#/$defs/Node"}
        """,
        "{\"value\": \"a\", \"children\": [{\"value\": \"b\", \"children\": []}]}",
        "{\"value\": \"a\", \"children\": [{\"value\": \"b\"}]}",
        "{\"value\": \"a\", \"children\": [1]}");
  }

  @Test
  void takesADraft7SchemaOfZod() {
    takes(
        """
        {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
         "properties": {
           "id": {"type": "integer", "exclusiveMinimum": 0, "maximum": 9007199254740991},
           "mail": {"type": "string", "format": "email"},
           "pair": {"type": "array", "minItems": 2, "maxItems": 2,
              "items": [{"type": "string"}, {"type": "number"}]},
           "state": {"type": "string", "enum": ["on", "off"]},
           "note": {"type": ["string", "null"]}},
         "required": ["id", "mail", "pair", "state", "note"], "additionalProperties": false}
        """,
        "{\"id\": 1, \"mail\": \"a@b.co\", \"pair\": [\"x\", 2], \"state\": \"on\","
            + " \"note\": null}",
        "{\"id\": 0, \"mail\": \"a@b.co\", \"pair\": [\"x\", 2], \"state\": \"on\","
            + " \"note\": null}",
        "{\"id\": 1, \"mail\": \"a@b.co\", \"pair\": [\"x\"], \"state\": \"on\", \"note\": null}");
  }

  @Test
  void takesADraft2020SchemaOfTheJavaClient() {
    takes(
        """
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
         "$defs": {"Step": {"type": "object", "properties": {"text": {"type": "string"}},
            "required": ["text"], "additionalProperties": false}},
         "properties": {"steps": {"type": "array", "items": {"$ref": "#/$defs/Step"}},
           "answer": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/Step"}]}},
         "required": ["answer", "steps"], "additionalProperties": false}
        """,
        "{\"steps\": [{\"text\": \"a\"}], \"answer\": null}",
        "{\"steps\": []}",
        "{\"steps\": [], \"answer\": 1}");
  }

  private static void takes(String schema, String valid, String... invalid) {
    JsonGrammar grammar = JsonGrammarTest.grammar(schema);
    GbnfMachine machine = GbnfMachine.of(grammar.gbnf());
    assertTrue(machine.accepts(valid), grammar.gbnf());
    assertEquals(Optional.empty(), grammar.violation(valid));
    for (String answer : invalid) {
      assertFalse(machine.accepts(answer), answer);
      assertFalse(grammar.isWhole(answer), answer);
    }
  }
}
