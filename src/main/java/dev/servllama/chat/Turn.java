package dev.servllama.chat;

import java.util.List;
import java.util.Optional;

/**
 * One message of a conversation.
 *
 * @param role such as {@code system}, {@code user}, {@code assistant}, {@code tool}
 * @param content what is said; empty where an assistant only calls functions
 * @param calls functions that an assistant called
 * @param callId the call that a tool's message answers
 * @param name who says it, within the role
 */
public record Turn(
    String role,
    Optional<String> content,
    List<Call> calls,
    Optional<String> callId,
    Optional<String> name) {

  /**
   * A call of a function.
   *
   * @param arguments as the model wrote them, normally JSON
   */
  public record Call(String id, String function, String arguments) {}
}
