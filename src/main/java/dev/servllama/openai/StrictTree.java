package dev.servllama.openai;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.error.InvalidRequestException;
import java.io.IOException;

/**
 * Builds a tree from tokens and refuses, with its place, what JSON's grammar lets through but no
 * request can mean. Jackson's own tree reader would keep the last of two equal names, turn 1e999
 * into infinity and let NUL characters pass, at which C strings in an engine end.
 */
final class StrictTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private int depth;
  private int values;

  StrictTree(JsonParser parser) {
    this.parser = parser;
  }

  ObjectNode read() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new InvalidRequestException("The request must have a JSON body.", null, null);
    }
    if (first != JsonToken.START_OBJECT) {
      throw fault("The JSON body of the request must be an object");
    }
    ObjectNode root = object();
    if (parser.nextToken() != null) {
      throw fault("The JSON body of the request is followed by something else");
    }
    return root;
  }

  private JsonNode value(JsonToken token) throws IOException {
    if (++values > RequestBody.MAX_VALUES) {
      throw fault("The JSON body holds more than " + RequestBody.MAX_VALUES + " values");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.textNode(checked(parser.getText()));
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private ObjectNode object() throws IOException {
    enter();
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = checked(parser.currentName());
      if (object.has(name)) {
        throw fault("The name '" + Refusal.shorten(name) + "' stands twice in one object");
      }
      object.set(name, value(parser.nextToken()));
    }
    depth--;
    return object;
  }

  private ArrayNode array() throws IOException {
    enter();
    ArrayNode array = NODES.arrayNode();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      array.add(value(t));
    }
    depth--;
    return array;
  }

  private void enter() {
    if (++depth > RequestBody.MAX_DEPTH) {
      throw fault("The JSON body is nested deeper than " + RequestBody.MAX_DEPTH + " levels");
    }
  }

  private JsonNode integer() throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private JsonNode decimal() throws IOException {
    double number = parser.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw fault("The number " + Refusal.shorten(parser.getText()) + " is too large");
    }
    return NODES.numberNode(number);
  }

  private String checked(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw fault("A string holds a NUL character (\\u0000) at position " + i);
      }
      if (Character.isSurrogate(c)) {
        if (!pair(text, i)) {
          throw fault(
              "A string holds half of a surrogate pair (\\u%04x) at position %d"
                  .formatted((int) c, i));
        }
        i++;
      }
    }
    return text;
  }

  private static boolean pair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  /** What is not JSON at all, with where the parser stood. */
  InvalidRequestException malformed(String problem, JsonLocation location) {
    return fault("The JSON body of the request could not be read: " + problem, location, null);
  }

  private InvalidRequestException fault(String problem) {
    return fault(problem, parser.currentTokenLocation(), "invalid_value");
  }

  private InvalidRequestException fault(String problem, JsonLocation location, String code) {
    String path = Refusal.shorten(path(parser.getParsingContext()));
    String field = path.isEmpty() ? "" : "in '" + path + "', ";
    return new InvalidRequestException(
        "%s (%sline %d, column %d)."
            .formatted(problem, field, location.getLineNr(), location.getColumnNr()),
        path.isEmpty() ? null : path,
        path.isEmpty() ? null : code);
  }

  private static String path(JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return "";
    }
    String parent = path(context.getParent());
    if (context.inArray()) {
      return context.hasCurrentIndex() ? parent + "[" + context.getCurrentIndex() + "]" : parent;
    }
    String name = context.getCurrentName();
    if (name == null) {
      return parent;
    }
    return parent.isEmpty() ? name : parent + "." + name;
  }
}
