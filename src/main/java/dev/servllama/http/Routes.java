package dev.servllama.http;

import dev.servllama.openapi.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/** All routes, read from the resources as Jersey reads them. */
final class Routes {
  private static final Pattern VARIABLE = Pattern.compile("\\{ *(\\w+) *(:[^}]*)?}");

  private Routes() {}

  static List<Route> of(Collection<Class<?>> classes) {
    List<Route> routes = new ArrayList<>();
    for (Class<?> type : classes) {
      Resource resource = Resource.from(type);
      if (resource != null) {
        add(routes, "", resource);
      }
    }
    routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
    return List.copyOf(routes);
  }

  private static void add(List<Route> routes, String above, Resource resource) {
    String path = (above + "/" + resource.getPath()).replaceAll("/+", "/");
    for (ResourceMethod method : resource.getResourceMethods()) {
      routes.add(route(path, method));
    }
    resource.getChildResources().forEach(child -> add(routes, path, child));
  }

  private static Route route(String template, ResourceMethod method) {
    Matcher variables = VARIABLE.matcher(template);
    List<String> names = variables.results().map(found -> found.group(1)).toList();
    String path = VARIABLE.matcher(template).replaceAll("{$1}");
    List<String> queries =
        method.getInvocable().getParameters().stream()
            .filter(parameter -> parameter.getSource() == Parameter.Source.QUERY)
            .map(Parameter::getSourceName)
            .toList();
    return new Route(
        method.getHttpMethod(), path, names, queries, KeyFilter.isOpen(path.substring(1)));
  }
}
