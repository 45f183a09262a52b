package dev.servllama.openai;

import static dev.servllama.openai.Refused.chatWith;
import static dev.servllama.openai.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
  private static Message one(String message) {
    return chatWith("[" + message + "]").messages().get(0);
  }

  private static void refusedMessage(String message, String param, String code, String said) {
    refused(Refused::chatWith, "[" + message + "]", param, code, said);
  }

  @Test
  void keepsEveryRoleInItsPlace() {
    List<Message> messages =
        chatWith(
                "[{'role':'system','content':'a'},{'role':'developer','content':'b','name':'x'},"
                    + "{'role':'user','content':'c'},{'role':'assistant','content':'d'},"
                    + "{'role':'tool','content':'e','tool_call_id':'t1'}]")
            .messages();
    assertEquals(
        List.of(
            new Message.System(new Content.Text("a"), Optional.empty()),
            new Message.Developer(new Content.Text("b"), Optional.of("x")),
            new Message.User(new Content.Text("c"), Optional.empty()),
            new Message.Assistant(
                Optional.of(new Content.Text("d")), Optional.empty(), List.of(), Optional.empty()),
            new Message.Tool(new Content.Text("e"), "t1", Optional.empty())),
        messages);
    assertEquals(
        List.of("system", "developer", "user", "assistant", "tool"),
        messages.stream().map(Message::role).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"system", "developer", "user", "assistant", "tool"})
  void takesTextPartsForEveryRole(String role) {
    Message message =
        one(
            "{'role':'%s','tool_call_id':'t','content':[{'type':'text','text':'a'},".formatted(role)
                + "{'type':'text','text':'b','prompt_cache_breakpoint':{'mode':'explicit'}}]}");
    Content content = content(message);
    assertEquals(new Content.Parts(List.of("a", "b")), content);
    assertEquals("a\nb", content.text());
  }

  private static Content content(Message message) {
    if (message instanceof Message.System m) {
      return m.content();
    }
    if (message instanceof Message.Developer m) {
      return m.content();
    }
    if (message instanceof Message.User m) {
      return m.content();
    }
    return message instanceof Message.Tool m
        ? m.content()
        : ((Message.Assistant) message).content().orElseThrow();
  }

  @Test
  void keepsToolCallsOfThePast() {
    assertEquals(
        new Message.Assistant(
            Optional.empty(),
            Optional.empty(),
            List.of(new ToolCall("c1", "f", "{\"a\":1}")),
            Optional.empty()),
        one(
            "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',"
                + "'function':{'name':'f','arguments':'{\\'a\\':1}'}}]}"));
  }

  @Test
  void keepsRefusalsOfThePast() {
    Message.Assistant plain = (Message.Assistant) one("{'role':'assistant','refusal':'No.'}");
    assertEquals(Optional.of("No."), plain.refusal());
    Message.Assistant part =
        (Message.Assistant)
            one("{'role':'assistant','content':[{'type':'refusal','refusal':'No.'}]}");
    assertEquals("No.", part.content().orElseThrow().text());
  }

  @Test
  void takesAnAnswerSentBackAsItCame() {
    assertEquals(
        new Message.Assistant(
            Optional.of(new Content.Text("d")), Optional.empty(), List.of(), Optional.empty()),
        one(
            "{'role':'assistant','content':'d','refusal':null,'annotations':[],'audio':null,"
                + "'function_call':null,'tool_calls':null}"));
  }

  @Test
  void wantsAtLeastOneMessage() {
    refused(
        text -> ChatCompletionRequest.read(Refused.json(text)),
        "{}",
        "messages",
        "missing_required_parameter",
        "Missing required parameter: 'messages'.");
    refused(Refused::chatWith, "[]", "messages", "empty_array", "at least one element");
    refused(Refused::chatWith, "'Hi'", "messages", "invalid_type", "expected an array, but got a");
    refused(Refused::chatWith, "null", "messages", "invalid_type", "but got null instead");
    refused(Refused::chatWith, "['Hi']", "messages[0]", "invalid_type", "expected an object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'content':'a'}|role|missing_required_parameter|'messages[0].role'",
        "{'role':'boss','content':'a'}|role|invalid_value|'boss'. Supported values are: 'system', ",
        "{'role':7,'content':'a'}|role|invalid_type|expected a string, but got an integer",
        "{'role':'function','name':'f','content':'a'}|role|unsupported_value|use the role 'tool'",
        "{'role':'user'}|content|missing_required_parameter|'messages[0].content'",
        "{'role':'user','content':null}|content|invalid_type|but got null instead",
        "{'role':'user','content':7}|content|invalid_type|one of a string or array of objects, but"
            + " got an integer instead.",
        "{'role':'user','content':{}}|content|invalid_type|but got an object",
        "{'role':'user','content':[]}|content|empty_array|at least one",
        "{'role':'user','content':['a']}|content[0]|invalid_type|expected an object",
        "{'role':'user','content':[{}]}|content[0].type|missing_required_parameter|type",
        "{'role':'user','content':[{'type':'text'}]}|content[0].text|missing_required_parameter|.",
        "{'role':'user','content':[{'type':'text','text':1}]}|content[0].text|invalid_type|string",
        "{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:'}}]}"
            + "|content[0].type|unsupported_value|the model takes text only",
        "{'role':'user','content':[{'type':'input_audio'}]}|content[0].type|unsupported_value|text",
        "{'role':'user','content':[{'type':'file'}]}|content[0].type|unsupported_value|text only",
        "{'role':'user','content':[{'type':'refusal','refusal':'a'}]}|content[0].type"
            + "|invalid_value|Supported values are: 'text'.",
        "{'role':'user','content':[{'type':'smell'}]}|content[0].type|invalid_value|'smell'",
        "{'role':'user','content':'a','name':'a b'}|name|invalid_value|spaces",
        "{'role':'user','content':'a','name':'<im_end>'}|name|invalid_value|may not be in it",
        "{'role':'user','content':'a','name':''}|name|empty_string|at least one character",
        "{'role':'user','content':'a','name':1}|name|invalid_type|expected a string",
        "{'role':'assistant'}|content|missing_required_parameter|content",
        "{'role':'assistant','content':null}|content|invalid_type|but got null",
        "{'role':'assistant','content':null,'tool_calls':[]}|content|invalid_type|but got null",
        "{'role':'assistant','content':'a','function_call':{}}|function_call"
            + "|unsupported_parameter|use tool_calls",
        "{'role':'assistant','content':'a','audio':{'id':'x'}}|audio|unsupported_parameter|text",
        "{'role':'assistant','tool_calls':[{'type':'custom'}]}|tool_calls[0].type"
            + "|unsupported_value|functions",
        "{'role':'assistant','tool_calls':[{'id':'x'}]}|tool_calls[0].type"
            + "|missing_required_parameter|type",
        "{'role':'assistant','tool_calls':[{'type':'function'}]}|tool_calls[0].function"
            + "|missing_required_parameter|function",
        "{'role':'assistant','tool_calls':[{'type':'function','function':{'name':'f','arguments':"
            + "{}},'id':'x'}]}|tool_calls[0].function.arguments|invalid_type|expected a string",
        "{'role':'tool','content':'a'}|tool_call_id|missing_required_parameter|tool_call_id",
        "{'role':'tool','content':null,'tool_call_id':'x'}|content|invalid_type|null",
      })
  void saysWhatIsWrongWithAMessage(String message, String field, String code, String said) {
    refusedMessage(message, "messages[0]." + field, code, said);
  }

  @Test
  void refusesNamesLongerThanSixtyFour() {
    refusedMessage(
        "{'role':'user','content':'a','name':'" + "n".repeat(65) + "'}",
        "messages[0].name",
        "string_above_max_length",
        "at most 64, but got a length of 65");
  }
}
