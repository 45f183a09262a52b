package dev.servllama.http;

import dev.servllama.openai.IngestRequest;
import dev.servllama.training.Datasets;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;

/** {@code POST /v1/training/ingest}. */
@Path("v1/training/ingest")
public final class IngestResource {
  private final Datasets datasets;
  private final RequestGate gate;

  /** Everything comes from the application's wiring. */
  @Inject
  public IngestResource(Datasets datasets, RequestGate gate) {
    this.datasets = datasets;
    this.gate = gate;
  }

  /** Stores examples. */
  @POST
  public void post(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    String owner = Callers.of(request).owner();
    exchange.accept(
        gate,
        body -> {
          IngestRequest ingest = IngestRequest.read(body);
          return () ->
              exchange.succeed(
                  TrainingWire.result(
                      ingest.dataset(), datasets.ingest(owner, TrainingWire.order(ingest))));
        });
  }
}
