package dev.servllama.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.chat.Answer;
import dev.servllama.chat.ChatService;
import dev.servllama.chat.CompletionService;
import dev.servllama.chat.Options;
import dev.servllama.chat.ServedModel;
import dev.servllama.chat.TextPrompt;
import dev.servllama.engine.Reservation;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.openai.CompletionRequest;
import dev.servllama.openai.Prompt;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code POST /v1/completions}. */
@Path("v1/completions")
public final class CompletionsResource {
  /** OpenAI's default for this path, unlike that for chat. */
  private static final int DEFAULT_MAX_TOKENS = 16;

  private final AllowedModels models;
  private final CompletionService completions;
  private final ChatService chat;
  private final RequestGate gate;
  private final AnswerSender sender;
  private final AnswerMeter meter;
  private final DocumentContext documents;
  private final ObjectMapper mapper;
  private final Clock clock;

  /** Everything comes from the application's wiring. */
  @Inject
  public CompletionsResource(
      AllowedModels models,
      CompletionService completions,
      ChatService chat,
      RequestGate gate,
      AnswerSender sender,
      AnswerMeter meter,
      DocumentContext documents,
      ObjectMapper mapper,
      Clock clock) {
    this.models = models;
    this.completions = completions;
    this.chat = chat;
    this.gate = gate;
    this.sender = sender;
    this.meter = meter;
    this.documents = documents;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Continues texts. */
  @POST
  public void post(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(gate, body -> prepare(exchange, body));
  }

  private Runnable prepare(Exchange exchange, ObjectNode body) {
    CompletionRequest request = CompletionRequest.read(body);
    ServedModel model = models.require(exchange.caller(), request.model());
    AskedDocuments asked = documents.asked(exchange.request(), request.collections());
    Options options =
        new Options(
            OptionalInt.of(request.maxTokens().orElse(DEFAULT_MAX_TOKENS)),
            RequestOptions.sampling(request.sampling()),
            request.stop(),
            request.n(),
            Optional.empty(),
            request.topLogprobs());
    if (request.topLogprobs().isPresent()) {
      Forwarding.requireLogprobs(model);
    }
    Reservation places = meter.reserve(exchange, model, request.n() * request.prompts().size());
    return () ->
        sender.send(
            exchange,
            places,
            request.streaming().enabled(),
            () -> {
              Delivery delivery = answer(body, request, asked, model, options, places);
              meter.measure(exchange, model, delivery.answer());
              return delivery;
            });
  }

  private Delivery answer(
      ObjectNode body,
      CompletionRequest request,
      AskedDocuments asked,
      ServedModel model,
      Options options,
      Reservation places) {
    List<TextPrompt> prompts =
        request.prompts().stream().map(prompt -> prompt(prompt, request.suffix())).toList();
    List<String> echoes = request.echo() ? echoes(model, prompts, request.n()) : List.of();
    boolean ours = model.makesPrompts();
    if (!ours && asked.named()) {
      throw InvalidRequestException.of(
          "collections", "The engine makes its prompts itself; ask documents by chat.");
    }
    DocumentContext.Prompts grounded =
        ours
            ? documents.prompts(asked, model, prompts, options)
            : new DocumentContext.Prompts(prompts, List.of());
    Answer answer =
        ours
            ? completions.answer(model, places, grounded.prompts(), options)
            : chat.forward(places, Forwarding.completions(model, body, prompts.size()), options);
    return new Delivery(
        answer,
        new CompletionFormat(
            mapper,
            Wire.header("cmpl-", model, clock),
            answer.choices(),
            request.streaming().includeUsage(),
            echoes,
            forChoices(grounded.citations(), request.n()),
            request.topLogprobs()));
  }

  private List<String> echoes(ServedModel model, List<TextPrompt> prompts, int n) {
    return prompts.stream()
        .map(prompt -> completions.text(model.engine(), prompt))
        .flatMap(text -> Collections.nCopies(n, text).stream())
        .toList();
  }

  private static <T> List<T> forChoices(List<T> forPrompts, int n) {
    return forPrompts.stream().flatMap(each -> Collections.nCopies(n, each).stream()).toList();
  }

  private static TextPrompt prompt(Prompt prompt, Optional<String> suffix) {
    if (prompt instanceof Prompt.Text text) {
      return suffix.isPresent()
          ? new TextPrompt.Gap(text.text(), suffix.get())
          : new TextPrompt.Text(text.text());
    }
    if (suffix.isPresent()) {
      throw InvalidRequestException.of(
          "suffix", "It needs a prompt that is text; this one is token ids.");
    }
    List<Integer> ids = ((Prompt.Tokens) prompt).ids();
    return new TextPrompt.Tokens(ids.stream().mapToInt(Integer::intValue).toArray());
  }
}
