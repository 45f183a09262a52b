package dev.servllama.chat.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.servllama.error.InvalidRequestException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a grammar lets through satisfies its schema, in the eyes of an untouched validator. */
class RandomSchemaTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = new JsonMapper();
  private static final int SCHEMAS = 400;
  private static final List<String> PATTERNS =
      List.of("^[a-z]{2,4}$", "^(ab|c)+$", "x", "^\\S+@\\w+$", "[^\"]$", "^.\\d?", "a|^b");

  private final Random random = new Random(20261124);

  @Test
  void samplesOfTheGrammarSatisfyTheSchema() throws Exception {
    int checked = 0;
    for (int i = 0; i < SCHEMAS; i++) {
      ObjectNode schema = schema(3);
      Schema validator =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
      GbnfMachine machine = GbnfMachine.of(JsonGrammar.of(schema, "schema").gbnf());
      for (int j = 0; j < 10; j++) {
        String text = machine.sample(random).orElse(null);
        if (text != null) {
          JsonNode value = JSON.readTree(text);
          assertEquals(List.of(), validator.validate(value), () -> schema + "\n" + text);
          assertTrue(machine.accepts(text));
          checked++;
        }
      }
    }
    assertTrue(checked > SCHEMAS * 8, "only " + checked + " samples");
  }

  @Test
  void boundsAgreeWithArithmetic() {
    for (int i = 0; i < 300; i++) {
      BigDecimal low = decimal();
      BigDecimal high = low.add(decimal().abs());
      boolean open = random.nextBoolean();
      ObjectNode schema = NODES.objectNode().put("type", "number");
      schema.put(open ? "exclusiveMinimum" : "minimum", low);
      schema.put("maximum", high);
      GbnfMachine machine;
      try {
        machine = GbnfMachine.of(JsonGrammar.of(schema, "schema").gbnf());
      } catch (InvalidRequestException e) {
        assertTrue(open && low.compareTo(high) == 0, () -> schema + " " + e.getMessage());
        continue;
      }
      for (int j = 0; j < 40; j++) {
        BigDecimal number = j < 2 ? (j == 0 ? low : high) : decimal();
        boolean inside = number.compareTo(high) <= 0 && number.compareTo(low) >= (open ? 1 : 0);
        // The language has one notation for zero.
        String text = number.signum() == 0 ? "0" : number.toPlainString();
        assertEquals(inside, machine.accepts(text), () -> schema + " " + text);
      }
    }
  }

  private BigDecimal decimal() {
    int scale = random.nextInt(4);
    return BigDecimal.valueOf(random.nextInt(random.nextBoolean() ? 40 : 40_000) - 20L, scale);
  }

  private ObjectNode schema(int depth) {
    switch (random.nextInt(depth > 0 ? 9 : 5)) {
      case 0:
        return string();
      case 1:
        return number("integer");
      case 2:
        return number("number");
      case 3:
        return enumeration();
      case 4:
        return NODES.objectNode().set("type", NODES.arrayNode().add("boolean").add("null"));
      case 5:
        return array(depth);
      case 6:
        ObjectNode union = NODES.objectNode();
        union.putArray("anyOf").add(schema(depth - 1)).add(schema(depth - 1));
        return union;
      default:
        return object(depth);
    }
  }

  private ObjectNode string() {
    ObjectNode schema = NODES.objectNode().put("type", "string");
    int min = random.nextInt(3);
    if (random.nextBoolean()) {
      schema.put("minLength", min);
    }
    if (random.nextBoolean()) {
      schema.put("maxLength", min + 4 + random.nextInt(random.nextInt(10) == 0 ? 700 : 9));
    }
    if (random.nextInt(3) == 0) {
      schema.put("pattern", PATTERNS.get(random.nextInt(PATTERNS.size())));
    }
    return schema;
  }

  private ObjectNode number(String type) {
    ObjectNode schema = NODES.objectNode().put("type", type);
    BigDecimal low = decimal();
    if (random.nextBoolean()) {
      schema.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", low);
    }
    if (random.nextBoolean()) {
      schema.put("exclusiveMaximum", low.add(BigDecimal.valueOf(40)));
    }
    if (random.nextInt(4) == 0) {
      schema.put("multipleOf", 1 + random.nextInt(20));
    }
    return schema;
  }

  private ObjectNode enumeration() {
    ObjectNode schema = NODES.objectNode();
    ArrayNode values = schema.putArray("enum");
    int count = 1 + random.nextInt(14);
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(4)) {
        case 0 -> values.add(random.nextInt(200));
        case 1 -> values.addObject().put("k\"\\\n", random.nextInt(3));
        default -> values.add("é\uD83D\uDE00a\t".substring(0, 3 + random.nextInt(2)) + i);
      }
    }
    return schema;
  }

  private ObjectNode array(int depth) {
    ObjectNode schema = NODES.objectNode().put("type", "array");
    int min = random.nextInt(3);
    if (random.nextBoolean()) {
      schema.putArray("prefixItems").add(schema(depth - 1)).add(schema(depth - 1));
    }
    schema.set("items", schema(depth - 1));
    if (random.nextBoolean()) {
      schema.put("minItems", min);
    }
    if (random.nextBoolean()) {
      schema.put("maxItems", min + random.nextInt(4));
    }
    return schema;
  }

  private ObjectNode object(int depth) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      String name = "p" + "\"\\é-".substring(0, i) + i;
      properties.set(name, schema(depth - 1));
      if (random.nextBoolean()) {
        required.add(name);
      }
    }
    switch (random.nextInt(3)) {
      case 0 -> schema.put("additionalProperties", false);
      case 1 -> schema.set("additionalProperties", schema(depth - 1));
      default -> schema.put("description", "open");
    }
    return schema;
  }
}
