package dev.servllama.http;

import dev.servllama.chat.ServedModel;
import dev.servllama.openai.Model;
import dev.servllama.openai.ModelList;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code GET /v1/models} and {@code GET /v1/models/ID}, whose id may have slashes in it. */
@Path("v1/models")
public final class ModelsResource {
  private final AllowedModels models;

  /** Everything comes from the application's wiring. */
  @Inject
  public ModelsResource(AllowedModels models) {
    this.models = models;
  }

  /** All models that the caller may ask. */
  @GET
  public Response list(@Context HttpServletRequest request) {
    return json(
        new ModelList(
            models.all(Callers.of(request)).stream().map(ModelsResource::describe).toList()));
  }

  /** One model, by any of its names. */
  @GET
  @Path("{id: .+}")
  public Response get(@Context HttpServletRequest request, @PathParam("id") String id) {
    return json(describe(models.require(Callers.of(request), Optional.of(id))));
  }

  private static Model describe(ServedModel model) {
    return new Model(model.id(), model.created(), "servllama");
  }

  private static Response json(Record entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
