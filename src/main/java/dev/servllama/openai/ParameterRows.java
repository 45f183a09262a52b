package dev.servllama.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.openai.Parameter.Effect;
import java.util.ArrayList;
import java.util.List;

/** Collects the rows of a table of parameters in a form that reads like one. */
final class ParameterRows {
  private final List<Parameter> rows = new ArrayList<>();
  private final ObjectMapper mapper = new ObjectMapper();

  ParameterRows effective(String... names) {
    for (String name : names) {
      rows.add(new Parameter(name, Effect.EFFECTIVE, JsonType.ANY, List.of(), ""));
    }
    return this;
  }

  ParameterRows noEffect(JsonType type, String note, String... names) {
    for (String name : names) {
      rows.add(new Parameter(name, Effect.NO_EFFECT, type, List.of(), note));
    }
    return this;
  }

  /**
   * @param accepted the JSON texts of the values that are taken
   */
  ParameterRows defaultOnly(String name, JsonType type, String note, String... accepted) {
    rows.add(new Parameter(name, Effect.DEFAULT_ONLY, type, parse(accepted), note));
    return this;
  }

  /**
   * @param accepted the JSON texts of the values that ask for nothing
   */
  ParameterRows unsupported(String name, JsonType type, String note, String... accepted) {
    rows.add(new Parameter(name, Effect.UNSUPPORTED, type, parse(accepted), note));
    return this;
  }

  /** A field of another server, refused unless its value asks for nothing. */
  ParameterRows foreign(String name, String note, String... accepted) {
    return unsupported(name, JsonType.ANY, note, accepted);
  }

  ParameterRows all(List<Parameter> others) {
    rows.addAll(others);
    return this;
  }

  List<Parameter> list() {
    return List.copyOf(rows);
  }

  private List<JsonNode> parse(String... texts) {
    List<JsonNode> nodes = new ArrayList<>();
    for (String text : texts) {
      try {
        nodes.add(mapper.readTree(text));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("not JSON: " + text, e);
      }
    }
    return nodes;
  }
}
