package dev.servllama.openai;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Valid requests, damaged at random: each is read or refused, and nothing else happens. */
class RequestFuzzTest {
  private static final long SEED = 4;
  private static final int ROUNDS = 20_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String CHAT =
      "{'model':'m','messages':[{'role':'system','content':[{'type':'text','text':'Be.'}]},"
          + "{'role':'user','content':'Grüße 😀 \\ud83d\\ude00','name':'bob'},{'role':'assistant',"
          + "'content':null,'tool_calls':[{'id':'c','type':'function','function':{'name':'f',"
          + "'arguments':'{}'}}]},{'role':'tool','tool_call_id':'c','content':'7'}],"
          + "'temperature':0.7,'top_p':1,'top_k':40,'seed':123456789,'stop':['\\n','END'],'n':2,"
          + "'max_tokens':100,'logit_bias':{'50256':-100},'stream':true,'stream_options':"
          + "{'include_usage':true},'response_format':{'type':'json_schema','json_schema':{'name':"
          + "'a','strict':true,'schema':{'type':'object','properties':{'x':{'type':'number'}}}}},"
          + "'user':'u','metadata':{'k':'v'},'tools':[],'logprobs':false,'mirostat':0}";
  private static final String COMPLETION =
      "{'model':'m','prompt':[[1,2,3],[4]],'suffix':'x','echo':false,'n':1,'best_of':1,"
          + "'max_tokens':16,'temperature':1e0,'logit_bias':{'1':2.5},'stop':'a','logprobs':null}";
  private static final List<String> PIECES =
      List.of(
          "null",
          "true",
          "{}",
          "[]",
          "\"\"",
          "-1",
          "1e999",
          "7.5",
          "\\u0000",
          "\\ud800",
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          ":",
          "NaN",
          "99999999999999999999",
          "{\"a\":",
          "\uFEFF",
          "\\");

  @Test
  void readsOrRefusesEveryDamagedChatRequest() {
    assertTimeout(LIMIT, () -> fuzz(CHAT, ChatCompletionRequest::read));
  }

  @Test
  void readsOrRefusesEveryDamagedCompletion() {
    assertTimeout(LIMIT, () -> fuzz(COMPLETION, CompletionRequest::read));
  }

  private static void fuzz(String request, Function<JsonNode, ?> reader) {
    byte[] valid = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    reader.apply(RequestBody.parse(valid));
    Random random = new Random(SEED);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      refused += refuses(damage(valid, random), reader, round) ? 1 : 0;
    }
    assertTrue(refused > ROUNDS / 10, "only " + refused + " were refused");
    assertTrue(refused < ROUNDS, "all were refused");
  }

  private static boolean refuses(byte[] body, Function<JsonNode, ?> reader, int round) {
    try {
      reader.apply(RequestBody.parse(body));
      return false;
    } catch (InvalidRequestException e) {
      assertFalse(e.getMessage().contains("fasterxml"), e.getMessage());
      assertTrue(e.getMessage().length() < 1000, e.getMessage());
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      return fail("round " + round + ": " + new String(body, StandardCharsets.UTF_8), e);
    }
  }

  private static byte[] damage(byte[] valid, Random random) {
    byte[] body = valid;
    for (int times = random.nextInt(3); times >= 0; times--) {
      body =
          switch (random.nextInt(5)) {
            case 0 -> flip(body, random);
            case 1 -> splice(body, random, 0, piece(random));
            case 2 -> splice(body, random, 1 + random.nextInt(12), piece(random));
            case 3 -> replaceToken(body, random);
            default -> splice(body, random, 1 + random.nextInt(30), new byte[0]);
          };
    }
    return body;
  }

  private static byte[] piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flip(byte[] body, Random random) {
    byte[] flipped = body.clone();
    if (flipped.length > 0) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] splice(byte[] body, Random random, int remove, byte[] insert) {
    int from = random.nextInt(body.length + 1);
    return splice(body, from, Math.min(body.length, from + remove), insert);
  }

  /** Puts another value in the place of one, so that the JSON often stays valid. */
  private static byte[] replaceToken(byte[] body, Random random) {
    int start = random.nextInt(body.length + 1);
    while (start < body.length && body[start] != ':') {
      start++;
    }
    int end = start;
    while (end < body.length && body[end] != ',' && body[end] != '}') {
      end++;
    }
    return splice(body, Math.min(start + 1, end), end, piece(random));
  }

  private static byte[] splice(byte[] body, int from, int to, byte[] insert) {
    byte[] result = Arrays.copyOf(body, from + insert.length + body.length - to);
    System.arraycopy(insert, 0, result, from, insert.length);
    System.arraycopy(body, to, result, from + insert.length, body.length - to);
    return result;
  }
}
