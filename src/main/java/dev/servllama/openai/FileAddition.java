package dev.servllama.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is to be put into a vector store.
 *
 * @param fileId its id
 * @param attributes by which searches can be narrowed
 * @param chunking how it is split; empty for the server's own choice
 */
public record FileAddition(
    String fileId, Map<String, Object> attributes, Optional<ChunkingStrategy.Sizes> chunking) {
  private static final Set<String> FIELDS = Set.of("file_id", "attributes", "chunking_strategy");
  private static final Set<String> BATCH_FIELDS =
      Set.of("file_ids", "files", "attributes", "chunking_strategy");
  private static final int MOST_FILES = 2000;

  /**
   * Reads a request to add one file.
   *
   * @param body what {@link RequestBody#parse} gave
   */
  public static FileAddition read(JsonNode body) {
    return read(Fields.root(body));
  }

  /**
   * Reads a request to add several files.
   *
   * @param body what {@link RequestBody#parse} gave
   */
  public static List<FileAddition> readAll(JsonNode body) {
    Fields request = KnownFields.check(Fields.root(body), BATCH_FIELDS);
    Optional<Value> files = request.get("files");
    if (files.isPresent()) {
      if (request.get("file_ids").isPresent()) {
        throw Refusal.value(files.get().path(), "it cannot stand beside 'file_ids'.");
      }
      List<FileAddition> all = new ArrayList<>();
      files.get().asList(MOST_FILES).forEach(file -> all.add(read(file.asObject())));
      return all;
    }
    List<String> ids = VectorStoreRequest.ids(request.require("file_ids"));
    if (ids.isEmpty()) {
      throw Refusal.empty(request.path().child("file_ids"), "array");
    }
    Map<String, Object> attributes = Labels.attributes(request).orElse(Map.of());
    Optional<ChunkingStrategy.Sizes> chunking = ChunkingStrategy.read(request);
    return ids.stream().map(id -> new FileAddition(id, attributes, chunking)).toList();
  }

  /**
   * Reads a request to change a file's attributes.
   *
   * @param body what {@link RequestBody#parse} gave
   */
  public static Map<String, Object> readAttributes(JsonNode body) {
    Fields request = KnownFields.check(Fields.root(body), Set.of("attributes"));
    request.require("attributes");
    return Labels.attributes(request).orElse(Map.of());
  }

  private static FileAddition read(Fields fields) {
    Fields file = KnownFields.check(fields, FIELDS);
    return new FileAddition(
        file.require("file_id").asString(),
        Labels.attributes(file).orElse(Map.of()),
        ChunkingStrategy.read(file));
  }
}
