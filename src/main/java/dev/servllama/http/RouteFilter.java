package dev.servllama.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.List;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;

/** Notes which resource a request went to, by the template of its path, and the name of its key. */
public final class RouteFilter implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(RequestTrace.ATTRIBUTE) instanceof RequestTrace trace) {
      if (request.getProperty(Callers.NAME_PROPERTY) instanceof String name) {
        trace.keyNamed(name);
      }
      List<UriTemplate> templates = ((ExtendedUriInfo) request.getUriInfo()).getMatchedTemplates();
      if (!templates.isEmpty()) {
        trace.routed(path(templates));
      }
    }
  }

  /** The innermost comes first. A parameter's pattern says nothing to an operator. */
  private static String path(List<UriTemplate> templates) {
    StringBuilder path = new StringBuilder();
    for (UriTemplate template : templates) {
      path.insert(0, template.getTemplate());
    }
    return path.toString().replaceAll("\\{(\\w+) *:[^/]*}", "{$1}").replaceAll("//+", "/");
  }
}
