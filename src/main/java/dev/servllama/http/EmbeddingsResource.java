package dev.servllama.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.chat.TokenUsage;
import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.Embedder.Overflow;
import dev.servllama.embedding.EmbeddingInput;
import dev.servllama.embedding.Embeddings;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.metrics.Metrics;
import dev.servllama.openai.EmbeddingList;
import dev.servllama.openai.EmbeddingList.Embedding;
import dev.servllama.openai.EmbeddingRequest;
import dev.servllama.openai.EmbeddingVector;
import dev.servllama.openai.Prompt;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** {@code POST /v1/embeddings}. */
@Path("v1/embeddings")
public final class EmbeddingsResource {
  private final EmbeddingModel model;
  private final RequestGate gate;
  private final Metrics metrics;

  /** Everything comes from the application's wiring. */
  @Inject
  public EmbeddingsResource(EmbeddingModel model, RequestGate gate, Metrics metrics) {
    this.model = model;
    this.gate = gate;
    this.metrics = metrics;
  }

  /** Makes vectors of texts. */
  @POST
  public void post(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(gate, body -> prepare(exchange, body));
  }

  private Runnable prepare(Exchange exchange, ObjectNode body) {
    EmbeddingRequest request = EmbeddingRequest.read(body);
    Embedder embedder = model.require(exchange.caller(), request.model());
    checkDimensions(request, embedder);
    return () -> submit(exchange, request, embedder);
  }

  private static void checkDimensions(EmbeddingRequest request, Embedder embedder) {
    if (request.dimensions().isPresent()
        && request.dimensions().getAsInt() != embedder.dimensions()) {
      throw new InvalidRequestException(
          "Unsupported value: 'dimensions' does not support %d with '%s', whose vectors have %d."
              .formatted(request.dimensions().getAsInt(), embedder.id(), embedder.dimensions()),
          "dimensions",
          "unsupported_value");
    }
  }

  private void submit(Exchange exchange, EmbeddingRequest request, Embedder embedder) {
    List<EmbeddingInput> inputs = request.inputs().stream().map(EmbeddingsResource::input).toList();
    CompletableFuture<Embeddings> coming =
        embedder.submit(inputs, request.truncate() ? Overflow.TRUNCATE : Overflow.REFUSE);
    exchange.client().whenGone(() -> coming.cancel(false));
    exchange.visit().whenRevoked(() -> coming.cancel(false));
    // Not on the thread that computes: writing would hold it up.
    coming.whenComplete(
        (made, failure) ->
            gate.execute(
                () -> {
                  if (failure != null) {
                    exchange.fail(failure);
                  } else {
                    answer(exchange, request, embedder, made);
                  }
                }));
  }

  private void answer(
      Exchange exchange, EmbeddingRequest request, Embedder embedder, Embeddings made) {
    TokenUsage usage = new TokenUsage(made.tokens(), 0, 0);
    exchange.trace().answered(usage);
    metrics.embeddings().answered(made.vectors().size(), made.tokens(), exchange.trace().age());
    List<Embedding> data =
        IntStream.range(0, made.vectors().size())
            .mapToObj(
                i -> new Embedding(i, EmbeddingVector.of(made.vectors().get(i), request.form())))
            .toList();
    exchange.succeed(
        new EmbeddingList(
            data, embedder.id(), new EmbeddingList.Usage(made.tokens(), made.tokens())),
        usage);
  }

  private static EmbeddingInput input(Prompt prompt) {
    return prompt instanceof Prompt.Text text
        ? new EmbeddingInput.Text(text.text())
        : new EmbeddingInput.Tokens(((Prompt.Tokens) prompt).ids());
  }
}
