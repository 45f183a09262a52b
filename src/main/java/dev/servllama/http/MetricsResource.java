package dev.servllama.http;

import dev.servllama.error.InvalidRequestException;
import dev.servllama.metrics.Metrics;
import dev.servllama.metrics.TextFormat;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** {@code GET /metrics}: all numbers, as JSON or as Prometheus reads them. */
@Path("metrics")
public final class MetricsResource {
  private static final Map<String, Optional<TextFormat>> FORMATS =
      Map.of(
          "json", Optional.empty(),
          "prometheus", Optional.of(TextFormat.PROMETHEUS),
          "openmetrics", Optional.of(TextFormat.OPEN_METRICS));

  private final Metrics metrics;

  /** Everything comes from the application's wiring. */
  @Inject
  public MetricsResource(Metrics metrics) {
    this.metrics = metrics;
  }

  /** All numbers, in the format that is asked for, or else the one that is accepted best. */
  @GET
  public Response get(@QueryParam("format") String format, @Context HttpHeaders headers)
      throws IOException {
    Optional<TextFormat> text = format == null ? accepted(headers) : named(format);
    return answer(text)
        .header("Cache-Control", "no-store")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  private Response.ResponseBuilder answer(Optional<TextFormat> text) throws IOException {
    if (text.isEmpty()) {
      return Response.ok(metrics.report(), MediaType.APPLICATION_JSON_TYPE);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    metrics.write(text.get(), out);
    return Response.ok(out.toByteArray(), text.get().mediaType());
  }

  private static Optional<TextFormat> named(String format) {
    if (!FORMATS.containsKey(format)) {
      throw InvalidRequestException.of(
          "format", "It is 'json', 'prometheus' or 'openmetrics', where one is given.");
    }
    return FORMATS.get(format);
  }

  /** JAX-RS sorts by quality, and of equals the more specific first; JSON is the default. */
  private static Optional<TextFormat> accepted(HttpHeaders headers) {
    for (MediaType type : headers.getAcceptableMediaTypes()) {
      if ("0".equals(type.getParameters().getOrDefault("q", "1").replaceAll("\\.0*$", ""))) {
        continue;
      }
      if (MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
        return Optional.empty();
      }
      if (type.isCompatible(MediaType.TEXT_PLAIN_TYPE)) {
        return Optional.of(TextFormat.PROMETHEUS);
      }
      if (type.toString().startsWith("application/openmetrics-text")) {
        return Optional.of(TextFormat.OPEN_METRICS);
      }
    }
    return Optional.empty();
  }
}
