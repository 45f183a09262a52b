package dev.servllama.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.servllama.chat.ServedModels;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code GET /}: what this is, and where things are. */
@Path("")
public final class RootResource {
  private final ServedModels models;
  private final ServerInfo info;

  /** Everything comes from the application's wiring. */
  @Inject
  public RootResource(ServedModels models, ServerInfo info) {
    this.models = models;
    this.info = info;
  }

  /** The server, with links. */
  @GET
  public Response get(@Context UriInfo uri) {
    String base = uri.getBaseUri().toString();
    Root root =
        new Root(
            "servllama",
            info.version(),
            models.status().model().orElse(null),
            new Links(base + "v1", base + "v1/models", base + "health", base + "health/live"));
    return Response.ok(root, MediaType.APPLICATION_JSON_TYPE).build();
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Root(String name, String version, String model, Links links) {}

  private record Links(
      @JsonProperty("openai_base_url") String openai, String models, String health, String live) {}
}
