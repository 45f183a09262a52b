package dev.servllama.openai;

import java.util.List;
import java.util.Optional;

/** A message of a conversation. The order of roles is for the model's template to judge. */
public sealed interface Message {

  /** The role's name on the wire. */
  String role();

  /**
   * Instructions from whoever built the application, under the older name.
   *
   * @param content what is said
   * @param name tells apart participants of one role
   */
  record System(Content content, Optional<String> name) implements Message {
    @Override
    public String role() {
      return "system";
    }
  }

  /**
   * The same under the newer name, which most templates do not know.
   *
   * @param content what is said
   * @param name tells apart participants of one role
   */
  record Developer(Content content, Optional<String> name) implements Message {
    @Override
    public String role() {
      return "developer";
    }
  }

  /**
   * What the person said.
   *
   * @param content what is said
   * @param name tells apart participants of one role
   */
  record User(Content content, Optional<String> name) implements Message {
    @Override
    public String role() {
      return "user";
    }
  }

  /**
   * What the model said before; at least one of content, refusal and tool calls is there.
   *
   * @param content what is said
   * @param refusal what it said to decline
   * @param toolCalls the functions that it called
   * @param name tells apart participants of one role
   */
  record Assistant(
      Optional<Content> content,
      Optional<String> refusal,
      List<ToolCall> toolCalls,
      Optional<String> name)
      implements Message {
    /**
     * Makes the list immutable.
     *
     * @param content what is said
     * @param refusal what it said to decline
     * @param toolCalls the functions that it called
     * @param name tells apart participants of one role
     */
    public Assistant {
      toolCalls = List.copyOf(toolCalls);
    }

    @Override
    public String role() {
      return "assistant";
    }
  }

  /**
   * What a function answered.
   *
   * @param content the answer
   * @param toolCallId the call that it answers
   * @param name the function's name, which some clients send along
   */
  record Tool(Content content, String toolCallId, Optional<String> name) implements Message {
    @Override
    public String role() {
      return "tool";
    }
  }
}
