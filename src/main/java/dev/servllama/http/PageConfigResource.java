package dev.servllama.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.servllama.engine.Sampling;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code GET /chat/config}: what the pages ask first, without a key. */
@Path("chat/config")
public final class PageConfigResource {
  private final PageSettings page;
  private final ServerInfo info;

  /** Everything comes from the application's wiring. */
  @Inject
  public PageConfigResource(PageSettings page, ServerInfo info) {
    this.page = page;
    this.info = info;
  }

  /** The settings that concern the pages. */
  @GET
  public Response get(@Context HttpServletRequest request) {
    Config config =
        new Config(
            info.version(),
            page.keyRequired(),
            request.getUserPrincipal() != null,
            page.defaultKey().orElse(null),
            page.feedback(),
            Defaults.of(RequestOptions.defaults()));
    return Response.ok(config, MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store")
        .build();
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Config(
      String version,
      @JsonProperty("require_key") boolean requireKey,
      @JsonProperty("logged_in") boolean loggedIn,
      @JsonProperty("default_key") String defaultKey,
      boolean feedback,
      Defaults defaults) {}

  /** By the names that requests have for them. */
  record Defaults(
      double temperature,
      @JsonProperty("top_p") double topP,
      @JsonProperty("top_k") int topK,
      @JsonProperty("min_p") double minP,
      @JsonProperty("presence_penalty") double presencePenalty,
      @JsonProperty("frequency_penalty") double frequencyPenalty,
      @JsonProperty("repeat_penalty") double repeatPenalty) {

    static Defaults of(Sampling sampling) {
      return new Defaults(
          sampling.temperature(),
          sampling.topP(),
          sampling.topK(),
          sampling.minP(),
          sampling.presencePenalty(),
          sampling.frequencyPenalty(),
          sampling.repeatPenalty());
    }
  }
}
