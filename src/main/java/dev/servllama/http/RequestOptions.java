package dev.servllama.http;

import dev.servllama.chat.Turn;
import dev.servllama.chat.schema.JsonGrammar;
import dev.servllama.engine.Sampling;
import dev.servllama.openai.Content;
import dev.servllama.openai.Message;
import dev.servllama.openai.ResponseFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The wire's words in those of the chat package, with the defaults for what is not given. */
final class RequestOptions {
  private static final int DEFAULT_TOP_K = 40;
  private static final double DEFAULT_MIN_P = 0.05;
  private static final String SCHEMA = "response_format.json_schema.schema";

  private RequestOptions() {}

  /**
   * OpenAI's defaults for what OpenAI knows; llama.cpp's for the rest, which cut off the tail of
   * tokens that no small model should reach into.
   */
  static Sampling sampling(dev.servllama.openai.Sampling given) {
    return new Sampling(
        given.temperature().orElse(1),
        given.topP().orElse(1),
        given.topK().orElse(DEFAULT_TOP_K),
        given.minP().orElse(DEFAULT_MIN_P),
        given.presencePenalty().orElse(0),
        given.frequencyPenalty().orElse(0),
        given.repeatPenalty().orElse(1),
        given.logitBias(),
        given.seed());
  }

  /** What holds where a request says nothing. */
  static Sampling defaults() {
    OptionalDouble none = OptionalDouble.empty();
    OptionalInt no = OptionalInt.empty();
    return sampling(
        new dev.servllama.openai.Sampling(
            none, none, none, none, no, none, none, new TreeMap<>(), OptionalLong.empty()));
  }

  static Optional<JsonGrammar> grammar(ResponseFormat format) {
    if (format instanceof ResponseFormat.JsonSchema schema) {
      return Optional.of(JsonGrammar.of(schema.schema(), SCHEMA));
    }
    return format instanceof ResponseFormat.JsonObject
        ? Optional.of(JsonGrammar.anyObject())
        : Optional.empty();
  }

  static Turn turn(Message message) {
    if (message instanceof Message.System system) {
      return said("system", system.content(), system.name());
    }
    if (message instanceof Message.Developer developer) {
      // The new name of the same role; hardly a template knows it.
      return said("system", developer.content(), developer.name());
    }
    if (message instanceof Message.User user) {
      return said("user", user.content(), user.name());
    }
    if (message instanceof Message.Tool tool) {
      return new Turn(
          "tool",
          Optional.of(tool.content().text()),
          List.of(),
          Optional.of(tool.toolCallId()),
          tool.name());
    }
    Message.Assistant assistant = (Message.Assistant) message;
    return new Turn(
        "assistant",
        assistant.content().map(Content::text).or(assistant::refusal),
        assistant.toolCalls().stream()
            .map(call -> new Turn.Call(call.id(), call.name(), call.arguments()))
            .toList(),
        Optional.empty(),
        assistant.name());
  }

  private static Turn said(String role, Content content, Optional<String> name) {
    return new Turn(role, Optional.of(content.text()), List.of(), Optional.empty(), name);
  }
}
