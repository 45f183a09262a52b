package dev.servllama.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.chat.ServedModel;
import dev.servllama.chat.TokenService;
import dev.servllama.chat.TokenService.TokenizedPrompt;
import dev.servllama.chat.Turn;
import dev.servllama.engine.Reservation;
import dev.servllama.openai.AppliedTemplate;
import dev.servllama.openai.ChatCompletionRequest;
import dev.servllama.openai.DetokenizeRequest;
import dev.servllama.openai.DetokenizedText;
import dev.servllama.openai.Message;
import dev.servllama.openai.TokenizeRequest;
import dev.servllama.openai.TokenizeRequest.Subject;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code POST /v1/tokenize}, {@code /v1/detokenize} and {@code /v1/apply-template}: how the model
 * reads what it is sent. Each takes a place in the engine as an answer does, so that a rush of them
 * is refused instead of taking threads without end.
 */
@Path("v1")
public final class TokensResource {
  private final AllowedModels models;
  private final TokenService tokens;
  private final RequestGate gate;

  /** Everything comes from the application's wiring. */
  @Inject
  public TokensResource(AllowedModels models, TokenService tokens, RequestGate gate) {
    this.models = models;
    this.tokens = tokens;
    this.gate = gate;
  }

  /** The tokens of a text or a conversation. */
  @POST
  @Path("tokenize")
  public void tokenize(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(
        gate,
        body -> {
          TokenizeRequest asked = TokenizeRequest.read(body);
          ServedModel model = model(exchange, asked.model());
          return working(
              exchange, model, () -> TokenLists.of(model, tokens(model, asked.subject()), asked));
        });
  }

  /** The text of tokens. */
  @POST
  @Path("detokenize")
  public void detokenize(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(
        gate,
        body -> {
          DetokenizeRequest asked = DetokenizeRequest.read(body);
          ServedModel model = model(exchange, asked.model());
          return working(
              exchange,
              model,
              () -> new DetokenizedText(model.id(), tokens.text(model, asked.tokens(), "tokens")));
        });
  }

  /** The prompt that a request to {@code /v1/chat/completions} becomes. */
  @POST
  @Path("apply-template")
  public void applyTemplate(
      @Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(gate, body -> prompt(exchange, body));
  }

  private Runnable prompt(Exchange exchange, ObjectNode body) {
    ChatCompletionRequest asked = ChatCompletionRequest.read(body);
    ServedModel model = model(exchange, asked.model());
    return working(
        exchange,
        model,
        () -> {
          TokenizedPrompt prompt = tokens.prompt(model, turns(asked.messages()));
          return new AppliedTemplate(
              model.id(), prompt.text(), prompt.tokens().length, model.engine().contextLength());
        });
  }

  private int[] tokens(ServedModel model, Subject subject) {
    return subject instanceof Subject.Text text
        ? tokens.tokens(model, text.text(), text.begin(), text.controls())
        : tokens.prompt(model, turns(((Subject.Conversation) subject).messages())).tokens();
  }

  private ServedModel model(Exchange exchange, Optional<String> name) {
    return models.require(exchange.caller(), name);
  }

  private static Runnable working(Exchange exchange, ServedModel model, Supplier<Record> work) {
    Reservation place = model.engine().reserve(1, exchange.requester());
    return () -> {
      Record answer;
      try (place) {
        exchange.awaitReady(place);
        answer = work.get();
      }
      exchange.succeed(answer);
    };
  }

  private static List<Turn> turns(List<Message> messages) {
    return messages.stream().map(RequestOptions::turn).toList();
  }
}
