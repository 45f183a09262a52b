package dev.servllama.http;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.openapi.OpenApiDocument;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * {@code GET /openapi.json}: the API as an OpenAPI document. It tells nothing of this installation
 * but the version, which {@code GET /} tells as well, and so it is public.
 */
@Path("openapi.json")
public final class OpenApiResource {
  private final ServerInfo info;
  private final ObjectMapper mapper;

  /** Everything comes from the application's wiring. */
  @Inject
  public OpenApiResource(ServerInfo info, ObjectMapper mapper) {
    this.info = info;
    this.mapper = mapper;
  }

  /** The document. */
  @GET
  public Response get(@Context Application application) throws JsonProcessingException {
    JsonNode document =
        OpenApiDocument.write(
            mapper, info.version(), Routes.of(application.getClasses()), Operations.ALL);
    return Response.ok(new Document(document), MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-cache")
        .build();
  }

  /**
   * The document.
   *
   * @param json as it is written
   */
  record Document(@JsonValue JsonNode json) {}
}
