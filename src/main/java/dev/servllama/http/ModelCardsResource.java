package dev.servllama.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.servllama.chat.ModelCard;
import dev.servllama.chat.ServedModel;
import dev.servllama.error.UnavailableException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.TreeMap;

/** {@code GET /status/models}: what the status page tells of the models. */
@Path("status/models")
public final class ModelCardsResource {
  private final AllowedModels models;

  /** Everything comes from the application's wiring. */
  @Inject
  public ModelCardsResource(AllowedModels models) {
    this.models = models;
  }

  /** A card for each model that the caller may ask, by its id; none while none is loaded. */
  @GET
  public Response get(@Context HttpServletRequest request) {
    Map<String, Card> cards = new TreeMap<>();
    try {
      for (ServedModel model : models.all(Callers.of(request))) {
        cards.put(model.id(), Card.of(model.card()));
      }
    } catch (UnavailableException e) {
      // The page says so by itself.
    }
    return Response.ok(new Cards(cards), MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .build();
  }

  private record Cards(Map<String, Card> models) {}

  private record Card(
      String name,
      String architecture,
      long parameters,
      long bytes,
      String quantization,
      @JsonProperty("trained_context_length") int trainedContext,
      @JsonProperty("context_length") int context) {

    static Card of(ModelCard card) {
      return new Card(
          card.name(),
          card.architecture(),
          card.parameters(),
          card.bytes(),
          card.quantization(),
          card.trainedContext(),
          card.context());
    }
  }
}
