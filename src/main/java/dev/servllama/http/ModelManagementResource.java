package dev.servllama.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.chat.ModelManager;
import dev.servllama.chat.ServedModel;
import dev.servllama.openai.Deleted;
import dev.servllama.openai.PullRequest;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What whoever has the role manage may do to models, under {@code /v1/models}. */
@Path("v1/models")
public final class ModelManagementResource {
  private final AllowedModels models;
  private final ModelManager manager;
  private final RequestGate gate;
  private final PullSender pulls;

  /** Everything comes from the application's wiring. */
  @Inject
  public ModelManagementResource(
      AllowedModels models, ModelManager manager, RequestGate gate, PullSender pulls) {
    this.models = models;
    this.manager = manager;
    this.gate = gate;
    this.pulls = pulls;
  }

  /** Brings a model here. */
  @POST
  @Path("pull")
  public void pull(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Callers.manager(request);
    Exchange exchange = gate.open(request, response);
    exchange.accept(gate, body -> prepare(exchange, body));
  }

  private Runnable prepare(Exchange exchange, ObjectNode body) {
    PullRequest asked = PullRequest.read(body);
    return () -> pulls.send(exchange, asked);
  }

  /** Begins to load a model; the answer does not wait for that. */
  @POST
  @Path("{id: .+}/load")
  public Response load(@Context HttpServletRequest request, @PathParam("id") String id) {
    ServedModel model = require(request, id);
    manager.load(model);
    return json(ModelViews.of(model));
  }

  /** Takes a model out of memory. */
  @POST
  @Path("{id: .+}/unload")
  public Response unload(@Context HttpServletRequest request, @PathParam("id") String id)
      throws InterruptedException {
    ServedModel model = require(request, id);
    manager.unload(model);
    return json(ModelViews.of(model));
  }

  /** Deletes a model and its files. */
  @DELETE
  @Path("{id: .+}")
  public Response delete(@Context HttpServletRequest request, @PathParam("id") String id)
      throws InterruptedException {
    ServedModel model = require(request, id);
    manager.delete(model);
    return json(new Deleted("model", model.id(), true));
  }

  private ServedModel require(HttpServletRequest request, String id) {
    return models.require(Callers.manager(request), Optional.of(id));
  }

  private static Response json(Record entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
