package dev.servllama.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.openai.ErrorEnvelope;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Describes what a route answers: results, events of streams, errors. For one thread. */
final class Answers {
  private static final String JSON = "application/json";
  private static final Map<Integer, String> ERRORS =
      Map.ofEntries(
          Map.entry(400, "The request is wrong; the message says what and where."),
          Map.entry(401, "No key, or not a good one."),
          Map.entry(403, "The key, the login, the host name or the page's origin may not do this."),
          Map.entry(404, "There is nothing of this name, or nothing that the caller may see."),
          Map.entry(408, "The body did not arrive in time."),
          Map.entry(409, "Another server has the dataset, or its name differs in case only."),
          Map.entry(413, "The body is larger than MAX_BODY_BYTES."),
          Map.entry(415, "The body is compressed, or no JSON."),
          Map.entry(429, "The queue is full, or a limit of the key is used up."),
          Map.entry(500, "The engine or the server failed; the log says more."),
          Map.entry(503, "The model is not ready, or the server stops."),
          Map.entry(507, "The disk is full."));
  private static final String STREAM =
      "Server-sent events. Each is a line 'data: ' with JSON, and an empty line; the last is"
          + " 'data: [DONE]'. Lines that begin with ':' keep the connection alive. A stream that"
          + " goes wrong ends with an event of ErrorEnvelope in place of [DONE].";

  private final ObjectMapper mapper;
  private final RecordSchemas records;

  /**
   * @param records takes in what answers hold
   */
  Answers(ObjectMapper mapper, RecordSchemas records) {
    this.mapper = mapper;
    this.records = records;
  }

  /** The responses of a route, by status. */
  ObjectNode of(Route route, Operation operation) {
    ObjectNode responses = mapper.createObjectNode();
    operation.answers().forEach(answer -> answer(responses, answer));
    errors(route, operation).forEach(status -> error(responses, status));
    return responses;
  }

  /** What {@link #of} refers to. */
  static void addHeaders(ObjectNode components) {
    ObjectNode headers = components.putObject("headers");
    ObjectNode retry = headers.putObject("Retry-After");
    retry.put("description", "Seconds after which to try again.");
    retry.putObject("schema").put("type", "integer").put("minimum", 1);
    ObjectNode id = headers.putObject("x-request-id");
    id.put("description", "Names the request in the log.")
        .putObject("schema")
        .put("type", "string");
  }

  /** Those that every route can have, and those of this one. */
  private static SortedSet<Integer> errors(Route route, Operation operation) {
    SortedSet<Integer> errors = new TreeSet<>(operation.errors());
    errors.addAll(List.of(403, 500, 503));
    if (!route.open()) {
      errors.add(401);
    }
    // What a path may hold is for the container to say.
    if (!route.queryParameters().isEmpty() || !route.pathParameters().isEmpty()) {
      errors.add(400);
    }
    if (operation.request().isPresent()) {
      errors.addAll(List.of(400, 404, 408, 413, 415, 429));
    }
    operation.answers().forEach(answer -> errors.remove(answer.status()));
    return errors;
  }

  private void answer(ObjectNode responses, Operation.Answer answer) {
    ObjectNode response = response(responses, answer.status());
    response.put(
        "description", answer.status() == 200 ? "Done." : "Not ready; the answer says why.");
    ObjectNode media = response.withObjectProperty("content").putObject(answer.mediaType());
    if (answer.event() != Void.class) {
      media.set("schema", event(answer.event()));
      media.set("x-event", records.reference(answer.event()));
    } else if (answer.body() == Void.class) {
      media.putObject("schema").put("type", "string");
    } else {
      media.set("schema", records.reference(answer.body()));
    }
  }

  /** An event by its fields, as OpenAPI 3.2 has it: what a stream holds is one after the other. */
  private ObjectNode event(Class<?> type) {
    ObjectNode event = mapper.createObjectNode().put("type", "object").put("description", STREAM);
    event.putArray("required").add("data");
    ObjectNode data = event.putObject("properties").putObject("data");
    ArrayNode either = data.putArray("anyOf");
    either.addObject().put("const", "[DONE]");
    ObjectNode json = either.addObject().put("type", "string").put("contentMediaType", JSON);
    ArrayNode content = json.putObject("contentSchema").putArray("anyOf");
    content.add(records.reference(type)).add(records.reference(ErrorEnvelope.class));
    return event;
  }

  private void error(ObjectNode responses, int status) {
    ObjectNode response = response(responses, status).put("description", ERRORS.get(status));
    response
        .putObject("content")
        .putObject(JSON)
        .set("schema", records.reference(ErrorEnvelope.class));
    if (status == 429 || status == 503) {
      response
          .withObjectProperty("headers")
          .putObject("Retry-After")
          .put("$ref", "#/components/headers/Retry-After");
    }
  }

  private static ObjectNode response(ObjectNode responses, int status) {
    ObjectNode response = responses.withObjectProperty(String.valueOf(status));
    response
        .withObjectProperty("headers")
        .putObject("x-request-id")
        .put("$ref", "#/components/headers/x-request-id");
    return response;
  }
}
