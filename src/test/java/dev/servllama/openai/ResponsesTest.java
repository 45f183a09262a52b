package dev.servllama.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesTest {
  private static final AnswerHeader HEADER = new AnswerHeader("x-1", 1700000000L, "m.gguf", "fp_1");
  private static final String HEAD =
      "\"id\":\"x-1\",\"created\":1700000000,\"model\":\"m.gguf\",\"system_fingerprint\":\"fp_1\"";
  private static final Usage USAGE = Usage.of(5, 7, 2);
  private static final String USAGE_JSON =
      "{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":2}}";

  private final ObjectMapper mapper = Json.mapper();

  @Test
  void writesAWholeChatAnswer() throws Exception {
    ChatCompletion answer =
        new ChatCompletion(
            HEADER,
            List.of(
                new ChatCompletion.Choice(0, new ChatCompletion.Reply("Hi"), FinishReason.STOP)),
            USAGE);
    assertEquals(
        "{\"object\":\"chat.completion\","
            + HEAD
            + ",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\","
            + "\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":"
            + USAGE_JSON
            + "}",
        mapper.writeValueAsString(answer));
  }

  @Test
  void leavesUsageOutOfChunksThatNobodyAskedItOf() {
    ChatChunks chunks = new ChatChunks(mapper, HEADER, 1, false);
    assertEquals(
        "{\"object\":\"chat.completion.chunk\","
            + HEAD
            + ",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
            + "\"logprobs\":null,\"finish_reason\":null}]}",
        new String(chunks.role(0)));
    assertEquals(
        "{\"object\":\"chat.completion.chunk\","
            + HEAD
            + ",\"choices\":[{\"index\":0,\"delta\":{},"
            + "\"logprobs\":null,\"finish_reason\":\"length\"}]}",
        new String(chunks.finish(0, FinishReason.LENGTH)));
  }

  @Test
  void writesNullUsageInAllChunksButTheLastWhenAskedFor() {
    ChatChunks chunks = new ChatChunks(mapper, HEADER, 1, true);
    assertEquals(
        "{\"object\":\"chat.completion.chunk\","
            + HEAD
            + ",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},"
            + "\"logprobs\":null,\"finish_reason\":null}],\"usage\":null}",
        new String(chunks.content(0, "a")));
    assertEquals(
        "{\"object\":\"chat.completion.chunk\","
            + HEAD
            + ",\"choices\":[],\"usage\":"
            + USAGE_JSON
            + "}",
        new String(chunks.usage(USAGE)));
  }

  @Test
  void writesALegacyAnswerAndItsChunks() throws Exception {
    assertEquals(
        "{\"object\":\"text_completion\","
            + HEAD
            + ",\"choices\":[{\"text\":\"Hi\",\"index\":0,\"logprobs\":null,"
            + "\"finish_reason\":\"stop\"}],\"usage\":"
            + USAGE_JSON
            + "}",
        mapper.writeValueAsString(
            Completion.whole(
                HEADER, List.of(new Completion.Choice("Hi", 0, FinishReason.STOP)), USAGE)));
    CompletionChunks chunks = new CompletionChunks(mapper, HEADER, 2, true);
    assertEquals(
        "{\"object\":\"text_completion\","
            + HEAD
            + ",\"choices\":[{\"text\":\"\",\"index\":1,\"logprobs\":null,"
            + "\"finish_reason\":\"stop\"}],\"usage\":null}",
        new String(chunks.finish(1, FinishReason.STOP)));
    assertEquals(
        "{\"object\":\"text_completion\"," + HEAD + ",\"choices\":[],\"usage\":" + USAGE_JSON + "}",
        new String(chunks.usage(USAGE)));
  }

  @Test
  void writesModels() throws Exception {
    assertEquals(
        "{\"object\":\"list\",\"data\":[{\"id\":\"a/b.gguf\",\"object\":\"model\","
            + "\"created\":1,\"owned_by\":\"me\",\"status\":{\"value\":\"unloaded\"}}]}",
        mapper.writeValueAsString(
            new ModelList(
                List.of(new Model("a/b.gguf", 1, "me", new ModelState("unloaded", null, null))))));
  }

  @Test
  void writesAllFourFieldsOfAnError() throws Exception {
    assertEquals(
        "{\"error\":{\"message\":\"no\",\"type\":\"server_error\",\"param\":null,\"code\":null}}",
        mapper.writeValueAsString(ErrorEnvelope.of("no", "server_error", null, null)));
  }
}
