package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.models.Model;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client, pointed here. */
class OpenAiJavaClientIT {
  private static final String MODEL = "SmolLM2-135M-Instruct.Q4_1";

  private static ReadyServer server;
  private static OpenAIClient client;

  @BeforeAll
  static void start() {
    server = ReadyServer.start(Map.of());
    client = client(ReadyServer.KEY);
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder().baseUrl(server.openAiBaseUrl()).apiKey(key).build();
  }

  private static ChatCompletionCreateParams.Builder ask(String question) {
    return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(question);
  }

  /** What the model is to fill in. */
  public static class Person {
    public String name;
    public int age;
  }

  @Test
  void listsAndDescribesTheModel() {
    List<Model> models = client.models().list().data();
    assertEquals(
        List.of(MODEL + ".gguf", "all-MiniLM-L6-v2"), models.stream().map(Model::id).toList());
    assertEquals(MODEL + ".gguf", client.models().retrieve(MODEL).id());
  }

  @Test
  void countsExactlyTheTokensThatItWasAllowed() {
    ChatCompletion answer =
        client
            .chat()
            .completions()
            .create(ask("Tell me a long story.").maxCompletionTokens(7).build());
    assertEquals(7, answer.usage().orElseThrow().completionTokens());
    assertEquals(ChatCompletion.Choice.FinishReason.LENGTH, answer.choices().get(0).finishReason());
  }

  @Test
  void streamsWhatItAnswersWhole() {
    ChatCompletionCreateParams.Builder params =
        ask("Name three colours.").maxCompletionTokens(24).temperature(0);
    String whole =
        client
            .chat()
            .completions()
            .create(params.build())
            .choices()
            .get(0)
            .message()
            .content()
            .orElseThrow();
    List<ChatCompletionChunk> chunks;
    try (StreamResponse<ChatCompletionChunk> stream =
        client
            .chat()
            .completions()
            .createStreaming(
                params
                    .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                    .build())) {
      chunks = stream.stream().toList();
    }
    String streamed =
        chunks.stream()
            .flatMap(chunk -> chunk.choices().stream())
            .flatMap(choice -> choice.delta().content().stream())
            .collect(Collectors.joining());
    // A prompt that was read before is computed in another order, and a tie may then fall
    // otherwise.
    assertEquals(whole.substring(0, 10), streamed.substring(0, 10));
    assertEquals(24, chunks.get(chunks.size() - 1).usage().orElseThrow().completionTokens());
    assertEquals(
        "assistant", chunks.get(0).choices().get(0).delta().role().orElseThrow().asString());
  }

  @Test
  void givesSeveralChoicesThatDiffer() {
    ChatCompletion answer =
        client
            .chat()
            .completions()
            .create(ask("Invent a name.").n(3).maxCompletionTokens(16).build());
    List<String> texts =
        answer.choices().stream().map(c -> c.message().content().orElseThrow()).toList();
    assertEquals(3, texts.size());
    assertNotEquals(1, texts.stream().distinct().count());
  }

  @Test
  void fillsInTheClassThatWasAskedFor() {
    Person person =
        client
            .chat()
            .completions()
            .create(
                ask("John is 30 years old. Give me John as JSON.")
                    .temperature(0)
                    .maxCompletionTokens(200)
                    .responseFormat(Person.class)
                    .build())
            .choices()
            .get(0)
            .message()
            .content()
            .orElseThrow();
    assertFalse(person.name.isEmpty());
    assertTrue(person.age >= 0);
  }

  @Test
  void continuesPlainTextAndEchoesIt() {
    Completion answer =
        client
            .completions()
            .create(
                CompletionCreateParams.builder()
                    .model(MODEL)
                    .prompt("The capital of France is")
                    .temperature(0)
                    .maxTokens(5)
                    .echo(true)
                    .build());
    assertTrue(answer.choices().get(0).text().startsWith("The capital of France is"));
    assertEquals(5, answer.usage().orElseThrow().completionTokens());
  }

  @Test
  void saysWhatIsWrongInTheClientsOwnTerms() {
    BadRequestException bad =
        assertThrows(
            BadRequestException.class,
            () -> client.chat().completions().create(ask("Hi").temperature(3).build()));
    assertEquals("temperature", bad.param().orElseThrow());
    assertEquals("decimal_above_max_value", bad.code().orElseThrow());
    NotFoundException missing =
        assertThrows(
            NotFoundException.class,
            () -> client.chat().completions().create(ask("Hi").model("nix").build()));
    assertEquals("model_not_found", missing.code().orElseThrow());
    OpenAIClient stranger = client("sk-wrong");
    assertThrows(UnauthorizedException.class, () -> stranger.models().list());
    stranger.close();
  }
}
