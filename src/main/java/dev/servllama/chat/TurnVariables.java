package dev.servllama.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message as chat templates know it, under the names that transformers gives. */
final class TurnVariables {
  private static final ObjectReader OBJECTS =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerForMapOf(Object.class);

  private TurnVariables() {}

  /**
   * @param inParts whether the template takes no plain text, only a list of parts
   */
  static Map<String, Object> of(Turn turn, boolean inParts) {
    String text = turn.content().orElse("");
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", turn.role());
    message.put("content", inParts ? List.of(Map.of("type", "text", "text", text)) : text);
    turn.name().ifPresent(name -> message.put("name", name));
    turn.callId().ifPresent(id -> message.put("tool_call_id", id));
    if (!turn.calls().isEmpty()) {
      message.put("tool_calls", turn.calls().stream().map(TurnVariables::call).toList());
    }
    return message;
  }

  private static Map<String, Object> call(Turn.Call call) {
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", call.function());
    function.put("arguments", arguments(call.arguments()));
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("id", call.id());
    whole.put("type", "function");
    whole.put("function", function);
    return whole;
  }

  /** Templates expect an object; what the model wrote need not have been one. */
  private static Object arguments(String json) {
    try {
      Map<String, Object> object = OBJECTS.readValue(json);
      return object == null ? json : object;
    } catch (JsonProcessingException e) {
      return json;
    }
  }
}
