package dev.servllama.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.servllama.chat.ModelStatus;
import dev.servllama.chat.ModelStatus.Stage;
import dev.servllama.chat.ServedModels;
import dev.servllama.embedding.Embedder;
import dev.servllama.embedding.EmbedderStatus;
import dev.servllama.engine.EngineInfo;
import dev.servllama.engine.EngineStatus;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/**
 * {@code GET /health}: 200 when requests are answered, else 503 and why; {@code GET /health/live}:
 * 200 as long as the web application runs at all. Embeddings are named, but a server without them
 * is ready all the same.
 */
@Path("health")
public final class HealthResource {
  private final ServedModels models;
  private final Embedder embedder;
  private final Drain drain;

  /** Everything comes from the application's wiring. */
  @Inject
  public HealthResource(ServedModels models, Embedder embedder, Drain drain) {
    this.models = models;
    this.embedder = embedder;
    this.drain = drain;
  }

  /** How it stands with the model. */
  @GET
  public Response health() {
    ModelStatus status = models.status();
    int code = status.stage() == Stage.READY && !drain.isDraining() ? 200 : 503;
    return Response.status(code)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .entity(
            drain.isDraining()
                ? Health.stopping(status)
                : Health.of(status, Embeddings.of(embedder)))
        .build();
  }

  /** That the web application runs. */
  @GET
  @Path("live")
  public Response live() {
    return Response.ok(new Live("ok"), MediaType.APPLICATION_JSON_TYPE).build();
  }

  record Live(String status) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Health(
      String status,
      String model,
      String stage,
      Double progress,
      String detail,
      EngineInfo engine,
      Slots slots,
      Embeddings embeddings) {

    static Health stopping(ModelStatus status) {
      return new Health(
          "unavailable",
          status.model().orElse(null),
          "stopping",
          null,
          "The server is stopping.",
          status.info().orElse(null),
          status.engine().map(Slots::of).orElse(null),
          null);
    }

    static Health of(ModelStatus status, Embeddings embeddings) {
      boolean ready = status.stage() == Stage.READY;
      return new Health(
          ready ? "ok" : status.stage() == Stage.FAILED ? "error" : "unavailable",
          status.model().orElse(null),
          status.stage().name().toLowerCase(Locale.ROOT),
          ready ? null : status.progress(),
          ready ? null : status.detail(),
          status.info().orElse(null),
          status.engine().map(Slots::of).orElse(null),
          embeddings);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private record Embeddings(String model, String stage, String detail) {

    static Embeddings of(Embedder embedder) {
      EmbedderStatus status = embedder.status();
      return new Embeddings(
          embedder.id(), status.stage().name().toLowerCase(Locale.ROOT), status.detail());
    }
  }

  private record Slots(
      int total, int busy, int waiting, @JsonProperty("engine_restarts") int restarts) {

    static Slots of(EngineStatus engine) {
      return new Slots(engine.slots(), engine.busy(), engine.waiting(), engine.restarts());
    }
  }
}
