package dev.servllama.openai;

import static dev.servllama.openai.Refused.json;
import static dev.servllama.openai.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.openai.TokenizeRequest.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizeRequestTest {
  private static TokenizeRequest of(String json) {
    return TokenizeRequest.read(json(json));
  }

  @Test
  void beginsATextAsTheServerDoesThatItsFieldComesFrom() {
    assertEquals(new Subject.Text("a", false, true), of("{'content':'a'}").subject());
    assertEquals(new Subject.Text("a", true, true), of("{'prompt':'a'}").subject());
    assertEquals(new Subject.Text("", true, true), of("{'input':''}").subject());
    assertEquals(
        new Subject.Text("a", true, false),
        of("{'content':'a','add_special':true,'parse_special':false}").subject());
    assertEquals(
        new Subject.Text("a", false, true),
        of("{'prompt':'a','add_special_tokens':false,'messages':null}").subject());
  }

  @Test
  void readsAConversation() {
    TokenizeRequest request =
        of(
            "{'model':'m','messages':[{'role':'user','content':'Hi'}],"
                + "'add_generation_prompt':true,'add_special_tokens':false,"
                + "'return_token_strs':true}");
    assertEquals(1, ((Subject.Conversation) request.subject()).messages().size());
    assertTrue(request.strings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|content|missing_required_parameter|Missing",
        "{'prompt':null}|prompt|invalid_type|expected a string, but got null",
        "{'content':['a']}|content|invalid_type|expected a string, but got an array",
        "{'content':'a','prompt':'a'}|prompt||'content' is there as well",
        "{'messages':[],'prompt':'a'}|messages||'prompt' is there as well",
        "{'messages':[]}|messages|empty_array|at least one element",
        "{'content':'a','add_special':true,'add_special_tokens':false}|add_special_tokens||send one",
        "{'content':'a','with_pieces':1}|with_pieces|invalid_type|a boolean",
        "{'messages':[{'role':'user','content':'x'}],'add_special':true}|add_special"
            + "|unsupported_value|leave it out",
        "{'messages':[],'chat_template':'x'}|chat_template|unsupported_parameter|own template",
      })
  void saysWhatIsWrong(String json, String param, String code, String message) {
    refused(TokenizeRequestTest::of, json, param, code == null ? "invalid_value" : code, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|tokens|missing_required_parameter|Missing",
        "{'tokens':7}|tokens|invalid_type|an array",
        "{'tokens':[1,-1]}|tokens[1]|integer_below_min_value|>= 0",
        "{'tokens':[2147483648]}|tokens[0]|integer_above_max_value|<= 2147483647",
      })
  void saysWhatIsWrongWithTokens(String json, String param, String code, String message) {
    refused(text -> DetokenizeRequest.read(json(text)), json, param, code, message);
  }
}
