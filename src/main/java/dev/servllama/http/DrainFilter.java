package dev.servllama.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Set;

/** Refuses new requests while the server stops, but those that ask how it is. */
@PreMatching
@Priority(1)
public final class DrainFilter implements ContainerRequestFilter {
  private static final Set<String> ANSWERED = Set.of("health", "health/live");

  private final Drain drain;

  /**
   * @param drain says whether the server stops
   */
  public DrainFilter(Drain drain) {
    this.drain = drain;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (drain.isDraining() && !ANSWERED.contains(request.getUriInfo().getPath(false))) {
      throw Drain.stopping();
    }
  }
}
