package dev.servllama.openapi;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a route is for, what it takes, and how it answers. Immutable.
 *
 * @param tag the group that it belongs to
 * @param summary what it does, in a line
 * @param request its body
 * @param answers the statuses that are no errors
 * @param errors the statuses that are errors, beside those that every route can have
 */
public record Operation(
    String tag,
    String summary,
    Optional<Body> request,
    List<Answer> answers,
    SortedSet<Integer> errors) {

  /**
   * An answer that is no error.
   *
   * @param status such as 200
   * @param mediaType of its body
   * @param body a record, or Void for a text
   * @param event the record that each event of a stream holds; Void where it is no stream
   */
  public record Answer(int status, String mediaType, Class<?> body, Class<?> event) {}

  /**
   * A body of a request.
   *
   * @param mediaType its type
   * @param schema the name of its schema
   */
  public record Body(String mediaType, String schema) {}

  /** An operation without a body and with one answer of JSON. */
  public static Operation of(String tag, String summary, Class<?> answer) {
    return new Operation(
        tag,
        summary,
        Optional.empty(),
        List.of(new Answer(200, "application/json", answer, Void.class)),
        new TreeSet<>());
  }

  /** An operation without a body and with one answer that is no JSON. */
  public static Operation ofText(String tag, String summary, String mediaType) {
    return new Operation(
        tag,
        summary,
        Optional.empty(),
        List.of(new Answer(200, mediaType, Void.class, Void.class)),
        new TreeSet<>());
  }

  /** With a body of a schema. */
  public Operation taking(String schema) {
    return taking(new Body("application/json", schema));
  }

  /** With a form of a schema, which may hold a file. */
  public Operation takingForm(String schema) {
    return taking(new Body("multipart/form-data", schema));
  }

  private Operation taking(Body body) {
    return new Operation(tag, summary, Optional.of(body), answers, errors);
  }

  /** With one more answer of JSON, in place of a status. */
  public Operation or(int status, Class<?> body) {
    return or(new Answer(status, "application/json", body, Void.class));
  }

  /** With one more text as an answer of 200. */
  public Operation orText(String mediaType) {
    return or(new Answer(200, mediaType, Void.class, Void.class));
  }

  /** With a stream of events, where the request asks for one. */
  public Operation orEventsOf(Class<?> event) {
    return or(new Answer(200, "text/event-stream", Void.class, event));
  }

  /** With more errors. */
  public Operation failing(Integer... statuses) {
    SortedSet<Integer> more = new TreeSet<>(errors);
    more.addAll(List.of(statuses));
    return new Operation(tag, summary, request, answers, more);
  }

  private Operation or(Answer answer) {
    List<Answer> more = new java.util.ArrayList<>(answers);
    more.add(answer);
    return new Operation(tag, summary, request, List.copyOf(more), errors);
  }
}
