package dev.servllama.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.chat.ServedModel;
import dev.servllama.chat.Turn;
import dev.servllama.engine.Forwarded;
import dev.servllama.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests for an engine that takes them as they are: each asks for one answer, to one prompt, of
 * the model by its own name; their other fields are untouched.
 */
final class Forwarding {
  /** Ours to say, not the caller's. */
  private static final List<String> OURS =
      List.of(
          "n",
          "best_of",
          "echo",
          "stream",
          "stream_options",
          "user",
          "safety_identifier",
          "collections");

  private Forwarding() {}

  /**
   * @param turns the messages of the body
   * @param grounded the same with passages of documents before some
   */
  static Forwarded chat(ServedModel model, ObjectNode body, List<Turn> turns, List<Turn> grounded) {
    ObjectNode one = single(model, body);
    for (int i = 0; i < turns.size(); i++) {
      String before = turns.get(i).content().orElse("");
      String now = grounded.get(i).content().orElse("");
      if (!now.equals(before)) {
        putBefore(
            (ObjectNode) one.path("messages").get(i),
            now.substring(0, now.length() - before.length()));
      }
    }
    return new Forwarded("chat/completions", one);
  }

  private static void putBefore(ObjectNode message, String text) {
    JsonNode content = message.path("content");
    if (content instanceof ArrayNode parts) {
      parts.insertObject(0).put("type", "text").put("text", text);
    } else {
      message.put("content", text + content.asText(""));
    }
  }

  /** A request for each prompt. */
  static List<Forwarded> completions(ServedModel model, ObjectNode body, int prompts) {
    JsonNode prompt = body.get("prompt");
    List<Forwarded> requests = new ArrayList<>();
    for (int i = 0; i < prompts; i++) {
      boolean several = prompt.isArray() && !prompt.path(0).isNumber();
      ObjectNode one = single(model, body);
      one.set("prompt", several ? prompt.get(i) : prompt);
      requests.add(new Forwarded("completions", one));
    }
    return requests;
  }

  private static ObjectNode single(ServedModel model, ObjectNode body) {
    ObjectNode one = body.deepCopy();
    one.remove(OURS);
    return one.put("model", model.id());
  }

  /**
   * @throws InvalidRequestException if log probabilities are asked for and the engine has none
   */
  static void requireLogprobs(ServedModel model) {
    if (!model.engine().capabilities().logprobs()) {
      throw new InvalidRequestException(
          ("The engine '%s' (%s) gives no log probabilities of its tokens; a server whose ENGINE is"
                  + " llama-server does.")
              .formatted(model.engine().info().kind(), model.engine().info().version()),
          "logprobs",
          "unsupported_parameter");
    }
  }
}
