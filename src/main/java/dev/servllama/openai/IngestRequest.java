package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request to {@code POST /v1/training/ingest}, which is servllama's own. An example that cannot
 * be read does not spoil the others.
 *
 * @param dataset its name, not yet checked
 * @param upsert whether examples take the place of those with the same prompt
 * @param storeEmbeddings whether the prompts' vectors are kept
 * @param examples those that could be read
 * @param refused those that could not
 */
public record IngestRequest(
    String dataset,
    boolean upsert,
    boolean storeEmbeddings,
    List<Entry> examples,
    List<Unreadable> refused) {

  /** The most examples of one request. */
  public static final int MAX_EXAMPLES = 10_000;

  private static final Set<String> FIELDS =
      Set.of("dataset", "upsert", "store_embeddings", "examples");
  private static final Set<String> EXAMPLE_FIELDS = Set.of("prompt", "response", "meta");

  /** Makes the lists immutable. */
  public IngestRequest {
    examples = List.copyOf(examples);
    refused = List.copyOf(refused);
  }

  /**
   * An example.
   *
   * @param index in the request, from 0
   * @param prompt what is asked
   * @param response what is to be answered
   * @param meta whatever else is known of it
   */
  public record Entry(int index, String prompt, String response, Optional<ObjectNode> meta) {}

  /**
   * An example that could not be read.
   *
   * @param index in the request, from 0
   * @param reason a sentence
   */
  public record Unreadable(int index, String reason) {}

  /**
   * Reads a request.
   *
   * @param body what {@link RequestBody#parse} gave
   * @throws InvalidRequestException if a field other than those of an example is missing, of the
   *     wrong type, or unknown
   */
  public static IngestRequest read(JsonNode body) {
    Fields request = KnownFields.check(Fields.root(body), FIELDS);
    List<Entry> examples = new ArrayList<>();
    List<Unreadable> refused = new ArrayList<>();
    int index = 0;
    for (Value value : request.require("examples").asList(MAX_EXAMPLES)) {
      try {
        examples.add(entry(index, KnownFields.check(value.asObject(), EXAMPLE_FIELDS)));
      } catch (InvalidRequestException e) {
        refused.add(new Unreadable(index, e.getMessage()));
      }
      index++;
    }
    return new IngestRequest(
        request.require("dataset").asString(),
        request.flag("upsert"),
        request.flag("store_embeddings"),
        examples,
        refused);
  }

  private static Entry entry(int index, Fields example) {
    return new Entry(
        index,
        example.require("prompt").asString(),
        example.require("response").asString(),
        example.get("meta").map(meta -> meta.asObject().node()));
  }
}
