package dev.servllama.keys;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a JSON or YAML file that knows where it stands. */
sealed interface FileNode {
  /** Its line, counted from 1. */
  int line();

  /** Text, a number, true, false, or nothing, as it is written. */
  record Scalar(int line, String text, boolean isNull) implements FileNode {}

  /** A list. */
  record Items(int line, List<FileNode> items) implements FileNode {}

  /** Names and values. */
  record Fields(int line, Map<String, FileNode> fields, Map<String, Integer> lines)
      implements FileNode {}

  /**
   * Reads a file's text. Neither a message nor a cause holds any of it, for it holds keys.
   *
   * @param json whether it is JSON; else it is YAML
   * @throws KeyFileException if it is not well-formed
   */
  static FileNode parse(String text, boolean json) {
    try (JsonParser parser = factory(json).createParser(text)) {
      if (parser.nextToken() == null) {
        return new Fields(1, Map.of(), Map.of());
      }
      FileNode root = read(parser);
      if (parser.nextToken() != null) {
        throw new KeyFileException(
            parser.currentTokenLocation().getLineNr(), "", "there is a second document");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new KeyFileException(
          line, "", "this is not well-formed " + (json ? "JSON" : "YAML") + ", or a name is twice");
    } catch (IOException e) {
      throw new IllegalStateException("A text can be read", e);
    }
  }

  private static JsonFactory factory(boolean json) {
    return (json ? JsonFactory.builder() : YAMLFactory.builder())
        .recyclerPool(JsonRecyclerPools.newBoundedPool(1))
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  private static FileNode read(JsonParser parser) throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return fields(parser, line);
    }
    if (token == JsonToken.START_ARRAY) {
      List<FileNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(read(parser));
      }
      return new Items(line, items);
    }
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      // Its text is the name, which would be taken for the value itself.
      throw new KeyFileException(line, "", "an alias (*name) is not understood here");
    }
    // A YAML value that is left out is an empty text.
    boolean none = token == JsonToken.VALUE_NULL || parser.getText().isEmpty();
    return new Scalar(line, parser.getText(), none);
  }

  private static Fields fields(JsonParser parser, int line) throws IOException {
    Map<String, FileNode> fields = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      lines.put(name, parser.currentTokenLocation().getLineNr());
      parser.nextToken();
      fields.put(name, read(parser));
    }
    return new Fields(line, fields, lines);
  }
}
