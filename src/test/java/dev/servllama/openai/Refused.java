package dev.servllama.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Reads requests written with single quotes, and says how one must be refused. */
final class Refused {
  private Refused() {}

  static ObjectNode json(String text) {
    return RequestBody.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static ChatCompletionRequest chat(String fields) {
    return ChatCompletionRequest.read(
        json("{'messages':[{'role':'user','content':'Hi'}]" + more(fields) + "}"));
  }

  static ChatCompletionRequest chatWith(String messages) {
    return ChatCompletionRequest.read(json("{'messages':" + messages + "}"));
  }

  static CompletionRequest completion(String fields) {
    return CompletionRequest.read(json("{'prompt':'Hi'" + more(fields) + "}"));
  }

  static void refused(
      Function<String, ?> reader, String text, String param, String code, String message) {
    InvalidRequestException e =
        assertThrows(InvalidRequestException.class, () -> reader.apply(text), text);
    assertEquals(param, e.param().orElse(null), e.getMessage());
    assertEquals(code, e.code().orElse(null), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static String more(String fields) {
    return fields.isEmpty() ? "" : "," + fields;
  }
}
