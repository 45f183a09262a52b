package dev.servllama.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the document (OpenAPI 3.1.1). For one thread. */
public final class OpenApiDocument {
  private final ObjectMapper mapper;
  private final ObjectNode document;
  private final ObjectNode components;
  private final Answers answers;
  private final RequestSchemas requests;

  private OpenApiDocument(ObjectMapper mapper, String version) {
    this.mapper = mapper;
    document = mapper.createObjectNode().put("openapi", "3.1.1");
    document
        .putObject("info")
        .put("title", "servllama")
        .put("version", version)
        .put("description", "The OpenAI API for your own models.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    // Relative to this document, and so right under every path and behind every proxy.
    document.putArray("servers").addObject().put("url", ".");
    document.putArray("security").addObject().putArray("key");
    components = mapper.createObjectNode();
    answers = new Answers(mapper, new RecordSchemas(mapper, components));
    requests = new RequestSchemas(mapper);
  }

  /**
   * The document.
   *
   * @param mapper how records are written
   * @param version of the server
   * @param routes all that there are
   * @param operations by {@link Route#name}, one for each route
   * @throws IllegalStateException if a route has no operation
   */
  public static ObjectNode write(
      ObjectMapper mapper, String version, List<Route> routes, Map<String, Operation> operations) {
    OpenApiDocument writer = new OpenApiDocument(mapper, version);
    writer.paths(routes, operations);
    writer.components();
    return writer.document;
  }

  private void components() {
    requests.addTo(components);
    ObjectNode all = document.putObject("components");
    all.set("schemas", components);
    ObjectNode key = all.putObject("securitySchemes").putObject("key");
    key.put("type", "http").put("scheme", "bearer").put("description", "A key of API_KEYS.");
    Answers.addHeaders(all);
  }

  private void paths(List<Route> routes, Map<String, Operation> operations) {
    ObjectNode paths = document.putObject("paths");
    for (Route route : routes) {
      Operation operation = operations.get(route.name());
      if (operation == null) {
        throw new IllegalStateException(route.name() + " is not described");
      }
      ObjectNode path = paths.withObjectProperty(route.path());
      path.set(route.method().toLowerCase(Locale.ROOT), operation(route, operation));
    }
  }

  private ObjectNode operation(Route route, Operation operation) {
    ObjectNode node = mapper.createObjectNode();
    node.putArray("tags").add(operation.tag());
    node.put("summary", operation.summary());
    node.put("operationId", id(route));
    if (route.open()) {
      node.putArray("security");
    }
    parameters(route, node);
    operation
        .request()
        .ifPresent(
            body -> {
              ObjectNode schema = node.putObject("requestBody").put("required", true);
              schema
                  .putObject("content")
                  .putObject(body.mediaType())
                  .putObject("schema")
                  .put("$ref", "#/components/schemas/" + body.schema());
            });
    node.set("responses", answers.of(route, operation));
    return node;
  }

  private void parameters(Route route, ObjectNode node) {
    ArrayNode all = mapper.createArrayNode();
    for (String name : route.pathParameters()) {
      ObjectNode one = all.addObject().put("name", name).put("in", "path").put("required", true);
      one.set("schema", requests.parameter(route.path(), name));
    }
    for (String name : route.queryParameters()) {
      ObjectNode one = all.addObject().put("name", name).put("in", "query");
      one.set("schema", requests.parameter(route.path(), name));
    }
    if (!all.isEmpty()) {
      node.set("parameters", all);
    }
  }

  private static String id(Route route) {
    String words = route.path().replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9]+", "_");
    return (route.method().toLowerCase(Locale.ROOT) + words).replaceAll("_$", "");
  }
}
