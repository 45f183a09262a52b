package dev.servllama.openai;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the messages of a chat request. */
final class MessageReader {
  private static final List<String> ROLES =
      List.of("system", "developer", "user", "assistant", "tool");

  /** OpenAI's rule for names; it also keeps the marks of templates out of them. */
  private static final Pattern NAME = Pattern.compile("[^\\s<|\\\\/>]+");

  private static final int MAX_NAME_LENGTH = 64;

  private MessageReader() {}

  static List<Message> read(Fields request) {
    return request.require("messages").asList(Integer.MAX_VALUE).stream()
        .map(message -> readMessage(message.asObject()))
        .toList();
  }

  private static Message ofRole(Fields message, String role) {
    return switch (role) {
      case "system" -> new Message.System(content(message), name(message));
      case "developer" -> new Message.Developer(content(message), name(message));
      case "user" -> new Message.User(content(message), name(message));
      case "tool" ->
          new Message.Tool(
              content(message), message.require("tool_call_id").asString(), name(message));
      default -> assistant(message);
    };
  }

  private static Message readMessage(Fields message) {
    Value role = message.require("role");
    if (role.asString().equals("function")) {
      throw Refusal.unsupportedValue(
          role.path(), "'function'", "function messages are obsolete; use the role 'tool'.");
    }
    return ofRole(message, role.asOneOf(ROLES));
  }

  private static Content content(Fields message) {
    return ContentReader.read(message.require("content"), false);
  }

  private static Message assistant(Fields message) {
    refuse(message, "function_call", "it is obsolete; use tool_calls.");
    refuse(message, "audio", "the model takes text only.");
    Optional<Content> content = message.get("content").map(c -> ContentReader.read(c, true));
    Optional<String> refusal = message.string("refusal");
    List<ToolCall> calls =
        message
            .get("tool_calls")
            .map(list -> list.asList().stream().map(ToolCall::read).toList())
            .orElse(List.of());
    if (content.isEmpty() && refusal.isEmpty() && calls.isEmpty()) {
      ContentReader.read(message.require("content"), true);
    }
    return new Message.Assistant(content, refusal, calls, name(message));
  }

  private static void refuse(Fields message, String field, String reason) {
    message
        .get(field)
        .ifPresent(
            value -> {
              throw Refusal.unsupported(value.path(), reason);
            });
  }

  private static Optional<String> name(Fields message) {
    return message
        .get("name")
        .map(
            value -> {
              String name = value.asString(MAX_NAME_LENGTH);
              if (!NAME.matcher(name).matches()) {
                throw Refusal.value(
                    value.path(), "spaces and the characters < | \\ / > may not be in it.");
              }
              return name;
            });
  }
}
