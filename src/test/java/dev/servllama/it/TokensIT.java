package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How a running server's model reads texts and conversations. */
@Tag("engine")
class TokensIT {
  private static final String TOKENIZE = "v1/tokenize";
  private static final String CHAT = "'messages':[{'role':'user','content':'Say ä 🦙!'}]";
  private static ReadyServer server;

  @BeforeAll
  static void start() {
    server = ReadyServer.start(Map.of("CONTEXT_LENGTH", "512"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void givesBackTheTextOfItsTokens() {
    String text = "Say ä 🦙 and\\nthen <|im_end|> more.";
    JsonNode answer = server.ask(TOKENIZE, "{'content':'" + text + "'}");
    assertEquals(answer.get("tokens").size(), answer.get("count").asInt());
    assertEquals(512, answer.get("max_model_len").asInt());
    JsonNode back = server.ask("v1/detokenize", "{'tokens':" + answer.get("tokens") + "}");
    assertEquals(text.replace("\\n", "\n"), back.get("content").asText());
    assertEquals(back.get("content"), back.get("prompt"));
    assertEquals("", server.ask("v1/detokenize", "{'tokens':[]}").get("content").asText());
  }

  @Test
  void readsControlTokensOnlyWhereItIsAsked() {
    assertEquals(1, server.ask(TOKENIZE, "{'content':'<|im_end|>'}").get("count").asInt());
    JsonNode plain = server.ask(TOKENIZE, "{'content':'<|im_end|>','parse_special':false}");
    assertTrue(plain.get("count").asInt() > 1, plain::toString);
  }

  @Test
  void tellsWhatEachTokenWrites() {
    JsonNode answer =
        server.ask(TOKENIZE, "{'content':'Say 🦙','with_pieces':true,'return_token_strs':true}");
    assertEquals("Say", answer.at("/tokens/0/piece").asText());
    assertEquals("Say", answer.at("/token_strs/0").asText());
    JsonNode last = answer.get("tokens").get(answer.get("count").asInt() - 1).get("piece");
    assertTrue(last.isArray(), answer::toString);
  }

  @Test
  void countsAConversationAsItsAnswerDoes() {
    JsonNode prompt = server.ask("v1/apply-template", "{" + CHAT + "}");
    assertTrue(prompt.get("prompt").asText().contains("user\nSay ä 🦙!"), prompt::toString);
    JsonNode tokens = server.ask(TOKENIZE, "{" + CHAT + "}");
    JsonNode usage =
        server.ask("v1/chat/completions", "{" + CHAT + ",'max_tokens':1}").get("usage");
    assertEquals(usage.get("prompt_tokens").asInt(), prompt.get("count").asInt());
    assertEquals(usage.get("prompt_tokens").asInt(), tokens.get("count").asInt());
  }

  @Test
  void refusesWhatIsWrongAndWhoHasNoKey() throws Exception {
    assertEquals(400, server.post(TOKENIZE, "{}").statusCode());
    assertEquals(404, server.post(TOKENIZE, "{'content':'a','model':'none'}").statusCode());
    String outside = server.post("v1/detokenize", "{'tokens':[2147483647]}").body();
    assertEquals("tokens", ReadyServer.tree(outside).at("/error/param").asText());
    for (String path : new String[] {TOKENIZE, "v1/detokenize", "v1/apply-template"}) {
      assertEquals(401, Http.post(server.server().url(path), "{}").statusCode());
    }
  }
}
