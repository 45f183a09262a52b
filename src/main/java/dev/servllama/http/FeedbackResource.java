package dev.servllama.http;

import dev.servllama.openai.FeedbackRequest;
import dev.servllama.training.Feedback;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;

/** {@code POST /v1/training/feedback}. */
@Path("v1/training/feedback")
public final class FeedbackResource {
  private final Feedback feedback;
  private final RequestGate gate;

  /** Everything comes from the application's wiring. */
  @Inject
  public FeedbackResource(Feedback feedback, RequestGate gate) {
    this.feedback = feedback;
    this.gate = gate;
  }

  /** Stores what somebody says of an answer. */
  @POST
  public void post(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    String owner = Callers.of(request).owner();
    exchange.accept(
        gate,
        body -> {
          Feedback.Opinion opinion = TrainingWire.opinion(FeedbackRequest.read(body));
          return () -> {
            Feedback.Captured captured = feedback.capture(owner, opinion);
            exchange.succeed(TrainingWire.result(captured.dataset(), captured.report()));
          };
        });
  }
}
