package dev.servllama.http;

import dev.servllama.error.UnavailableException;
import dev.servllama.keys.Caller;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/models} and {@code GET /v1/models/ID}, whose id may have slashes in it. */
@Path("v1/models")
public final class ModelsResource {
  private final AllowedModels models;
  private final EmbeddingModel embedding;

  /** Everything comes from the application's wiring. */
  @Inject
  public ModelsResource(AllowedModels models, EmbeddingModel embedding) {
    this.models = models;
    this.embedding = embedding;
  }

  /** All models that answer and that the caller may ask: embeddings do not wait for the chat. */
  @GET
  public Response list(@Context HttpServletRequest request) {
    Optional<Model> embedder = embedding.described(Callers.of(request));
    List<Model> all = new ArrayList<>();
    try {
      models.all(Callers.of(request)).forEach(model -> all.add(ModelViews.of(model)));
    } catch (UnavailableException e) {
      if (embedder.isEmpty()) {
        throw e;
      }
    }
    embedder.ifPresent(all::add);
    return json(new ModelList(all));
  }

  /** One model, by any of its names. */
  @GET
  @Path("{id: .+}")
  public Response get(@Context HttpServletRequest request, @PathParam("id") String id) {
    Caller caller = Callers.of(request);
    if (embedding.isNamed(id)) {
      embedding.require(caller, Optional.of(id)).dimensions();
      return json(embedding.described(caller).orElseThrow());
    }
    return json(ModelViews.of(models.require(caller, Optional.of(id))));
  }

  private static Response json(Record entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
