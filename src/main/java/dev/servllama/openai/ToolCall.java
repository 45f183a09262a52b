package dev.servllama.openai;

import java.util.List;

/**
 * A call of a function in a conversation's past.
 *
 * @param id what the tool's answer refers to
 * @param name the function's name
 * @param arguments its arguments as the model wrote them, which need not be JSON
 */
public record ToolCall(String id, String name, String arguments) {

  static ToolCall read(Value value) {
    Fields call = value.asObject();
    Value type = call.require("type");
    if (type.asString().equals("custom")) {
      throw Refusal.unsupportedValue(
          type.path(), "'custom'", "no chat template can render calls other than of functions.");
    }
    type.asOneOf(List.of("function"));
    Fields function = call.require("function").asObject();
    return new ToolCall(
        call.require("id").asString(),
        function.require("name").asString(),
        function.require("arguments").asString());
  }
}
