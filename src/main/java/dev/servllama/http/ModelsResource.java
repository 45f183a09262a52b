package dev.servllama.http;

import dev.servllama.chat.ServedModel;
import dev.servllama.chat.ServedModels;
import dev.servllama.openai.Model;
import dev.servllama.openai.ModelList;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/models} and {@code GET /v1/models/ID}, whose id may have slashes in it. */
@Path("v1/models")
public final class ModelsResource {
  private final ServedModels models;

  /** Everything comes from the application's wiring. */
  @Inject
  public ModelsResource(ServedModels models) {
    this.models = models;
  }

  /** All models. */
  @GET
  public Response list() {
    return json(new ModelList(List.of(describe(models.require(Optional.empty())))));
  }

  /** One model, by any of its names. */
  @GET
  @Path("{id: .+}")
  public Response get(@PathParam("id") String id) {
    return json(describe(models.require(Optional.of(id))));
  }

  private static Model describe(ServedModel model) {
    return new Model(model.id(), model.created(), "servllama");
  }

  private static Response json(Record entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
