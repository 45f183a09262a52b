package dev.servllama.engine.llamaserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.engine.http.HttpExchange;
import dev.servllama.engine.http.ResponseHead;
import dev.servllama.error.EngineFailedException;
import java.io.IOException;
import java.util.List;

/**
 * Texts to tokens and back.
 *
 * @param endpoint whom to ask
 */
record TextCalls(Endpoint endpoint, ObjectMapper mapper) {

  int[] tokenize(List<String> texts) {
    ObjectNode body = mapper.createObjectNode();
    body.put("add_special", false).put("parse_special", true);
    ArrayNode content = body.putArray("content");
    texts.forEach(content::add);
    JsonNode tokens = ask("/tokenize", body).path("tokens");
    int[] ids = new int[tokens.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokens.get(i).asInt();
    }
    return ids;
  }

  String detokenize(int[] tokens) {
    ObjectNode body = mapper.createObjectNode();
    ArrayNode ids = body.putArray("tokens");
    for (int token : tokens) {
      ids.add(token);
    }
    return ask("/detokenize", body).path("content").asText();
  }

  private JsonNode ask(String path, ObjectNode body) {
    try (HttpExchange exchange = Exchange.open(endpoint)) {
      byte[] json = mapper.writeValueAsBytes(body);
      ResponseHead head = exchange.send("POST", path, Exchange.headers(endpoint), json);
      String answer = exchange.text();
      if (!head.ok()) {
        throw new EngineFailedException(
            "The engine failed while it read the text: "
                + mapper.readTree(answer).at("/error/message").asText());
      }
      return mapper.readTree(answer);
    } catch (IOException e) {
      throw new EngineFailedException("The engine failed while it read the text.", e);
    }
  }
}
