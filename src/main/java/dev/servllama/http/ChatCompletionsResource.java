package dev.servllama.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.chat.Answer;
import dev.servllama.chat.ChatService;
import dev.servllama.chat.Options;
import dev.servllama.chat.ServedModel;
import dev.servllama.chat.Turn;
import dev.servllama.engine.Reservation;
import dev.servllama.openai.AnswerHeader;
import dev.servllama.openai.ChatCompletionRequest;
import dev.servllama.openai.Citations;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code POST /v1/chat/completions}. */
@Path("v1/chat/completions")
public final class ChatCompletionsResource {
  private final AllowedModels models;
  private final ChatService chat;
  private final RequestGate gate;
  private final AnswerSender sender;
  private final AnswerMeter meter;
  private final DocumentContext documents;
  private final AnswerMemory memory;
  private final ObjectMapper mapper;
  private final Clock clock;

  /** Everything comes from the application's wiring. */
  @Inject
  public ChatCompletionsResource(
      AllowedModels models,
      ChatService chat,
      RequestGate gate,
      AnswerSender sender,
      AnswerMeter meter,
      DocumentContext documents,
      AnswerMemory memory,
      ObjectMapper mapper,
      Clock clock) {
    this.models = models;
    this.chat = chat;
    this.gate = gate;
    this.sender = sender;
    this.meter = meter;
    this.documents = documents;
    this.memory = memory;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Answers a conversation. */
  @POST
  public void post(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(gate, body -> prepare(exchange, body));
  }

  private Runnable prepare(Exchange exchange, ObjectNode body) {
    ChatCompletionRequest request = ChatCompletionRequest.read(body);
    ServedModel model = models.require(exchange.caller(), request.model());
    AskedDocuments asked = documents.asked(exchange.request(), request.collections());
    if (request.topLogprobs().isPresent()) {
      Forwarding.requireLogprobs(model);
    }
    boolean ours = model.makesPrompts();
    Options options =
        new Options(
            request.maxTokens(),
            RequestOptions.sampling(request.sampling()),
            request.stop(),
            request.n(),
            // Whoever makes the prompt sees to the format, too.
            ours ? RequestOptions.grammar(request.responseFormat()) : Optional.empty(),
            request.topLogprobs());
    Reservation places = meter.reserve(exchange, model, request.n());
    List<Turn> turns = request.messages().stream().map(RequestOptions::turn).toList();
    return () ->
        sender.send(
            exchange,
            places,
            request.streaming().enabled(),
            () -> {
              DocumentContext.Conversation grounded =
                  documents.conversation(asked, model, turns, options);
              Answer answer =
                  ours
                      ? chat.answer(model, places, grounded.turns(), options)
                      : chat.forward(
                          places,
                          List.of(Forwarding.chat(model, body, turns, grounded.turns())),
                          options);
              meter.measure(exchange, model, answer);
              return new Delivery(
                  answer, format(exchange, request, model, turns, grounded.citations(), answer));
            });
  }

  private AnswerFormat format(
      Exchange exchange,
      ChatCompletionRequest request,
      ServedModel model,
      List<Turn> turns,
      Citations citations,
      Answer answer) {
    AnswerHeader header = Wire.header("chatcmpl-", model, clock);
    int choices = answer.choices();
    ChatFormat format =
        new ChatFormat(
            mapper,
            header,
            choices,
            request.streaming().includeUsage(),
            request.topLogprobs().isPresent(),
            citations);
    return memory.noting(format, header, choices, exchange.caller().owner(), turns);
  }
}
