package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A request to {@code POST /v1/tokenize}, in llama-server's form or in vLLM's. Immutable.
 *
 * @param model the id of the model; empty means the server's own
 * @param subject what becomes tokens
 * @param pieces whether each token comes with what it writes, as llama-server has it
 * @param strings whether the texts of the tokens come beside their ids, as vLLM has it
 */
public record TokenizeRequest(
    Optional<String> model, Subject subject, boolean pieces, boolean strings) {
  private static final List<String> TEXTS = List.of("content", "prompt", "input");

  /** What becomes tokens. */
  public sealed interface Subject {

    /**
     * A text.
     *
     * @param text the text, which may be empty
     * @param begin whether the tokens begin as the model wants a text to begin; where the request
     *     does not say, as the server does from which the field's name is: not for {@code content}
     *     (llama-server), and else so (vLLM)
     * @param controls whether control tokens that are written in it are read as such
     */
    record Text(String text, boolean begin, boolean controls) implements Subject {}

    /**
     * A conversation, whose tokens are those that an answer to it would read.
     *
     * @param messages at least one
     */
    record Conversation(List<Message> messages) implements Subject {
      /**
       * Makes the list immutable.
       *
       * @param messages at least one
       */
      public Conversation {
        messages = List.copyOf(messages);
      }
    }
  }

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws dev.servllama.error.InvalidRequestException if a field is missing, of the wrong type,
   *     or stands beside another of the same meaning, or asks for what {@link
   *     ParameterTable#tokenize()} says cannot be done
   */
  public static TokenizeRequest read(JsonNode body) {
    Fields request = Fields.root(body);
    ParameterTable.tokenize().check(request);
    return new TokenizeRequest(
        request.string("model"),
        request.get("messages").isPresent() ? conversation(request) : text(request),
        request.flag("with_pieces"),
        request.flag("return_token_strs"));
  }

  private static Subject text(Fields request) {
    List<String> given = TEXTS.stream().filter(name -> request.get(name).isPresent()).toList();
    if (given.isEmpty()) {
      // To be named by null too: its type is wrong then, and not its absence.
      String named = TEXTS.stream().filter(request.node()::has).findFirst().orElse("content");
      throw request.require(named).typeError(JsonType.STRING.phrase());
    }
    if (given.size() > 1) {
      throw sameMeaning(request, given.get(1), given.get(0));
    }
    String name = given.get(0);
    return new Subject.Text(
        request.require(name).asString(),
        begin(request).orElse(!name.equals("content")),
        request.get("parse_special").map(Value::asBoolean).orElse(true));
  }

  private static Subject conversation(Fields request) {
    for (String text : TEXTS) {
      if (request.get(text).isPresent()) {
        throw sameMeaning(request, "messages", text);
      }
    }
    for (String name : List.of("add_special", "add_special_tokens", "parse_special")) {
      if (request.get(name).map(Value::asBoolean).orElse(false)) {
        throw Refusal.unsupportedValue(
            request.path().child(name),
            "true",
            "a conversation becomes tokens as it does for an answer; leave it out.");
      }
    }
    return new Subject.Conversation(MessageReader.read(request));
  }

  private static Optional<Boolean> begin(Fields request) {
    Optional<Boolean> begin = request.get("add_special").map(Value::asBoolean);
    Optional<Boolean> other = request.get("add_special_tokens").map(Value::asBoolean);
    if (begin.isPresent() && other.isPresent() && !begin.equals(other)) {
      throw sameMeaning(request, "add_special_tokens", "add_special");
    }
    return begin.or(() -> other);
  }

  private static RuntimeException sameMeaning(Fields request, String name, String other) {
    return Refusal.value(
        request.path().child(name), "'%s' is there as well; send one of them.".formatted(other));
  }
}
