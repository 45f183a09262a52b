package dev.servllama.http;

import dev.servllama.metrics.Metrics;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code GET /metrics/history}: the last quarter of an hour, as the status page shows it. */
@Path("metrics/history")
public final class MetricsHistoryResource {
  private final Metrics metrics;

  /** Everything comes from the application's wiring. */
  @Inject
  public MetricsHistoryResource(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Samples and errors. */
  @GET
  public Response get() {
    return Response.ok(metrics.history(), MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .build();
  }
}
