package dev.servllama.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.servllama.error.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads the body of a request as JSON (RFC 8259), more strictly than a parser must: two readers of
 * one body must never see two different requests. Thread-safe.
 */
public final class RequestBody {
  /** How deep arrays and objects may be nested. */
  public static final int MAX_DEPTH = 64;

  /**
   * How many values a body may hold. A tree of the smallest values takes some thirty times the
   * body's size, so the body's limit alone would not bound the memory; a prompt of a million tokens
   * still fits.
   */
  public static final int MAX_VALUES = 1_100_000;

  private static final int MAX_NUMBER_LENGTH = 100;
  private static final int MAX_NAME_LENGTH = 4096;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(Json.buffers())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          // Names come from strangers: interning them would fill a table that is never emptied.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private RequestBody() {}

  /**
   * Reads a body.
   *
   * @param body the bytes as they came; a byte order mark before them is ignored
   * @return the object that it holds
   * @throws InvalidRequestException if it is empty, not UTF-8, not JSON, not one object, nested
   *     deeper than {@value #MAX_DEPTH}, or holds more than {@value #MAX_VALUES} values, a name
   *     twice, a number that no double can hold, a NUL character or half of a surrogate pair
   */
  public static ObjectNode parse(byte[] body) {
    Utf8Body text = Utf8Body.check(body);
    try (JsonParser parser = FACTORY.createParser(text.reader())) {
      return read(parser, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode read(JsonParser parser, Utf8Body body) throws IOException {
    StrictTree tree = new StrictTree(parser);
    try {
      return tree.read();
    } catch (JsonEOFException e) {
      throw tree.malformed("the text ends before the JSON does", parser.currentLocation());
    } catch (StreamConstraintsException e) {
      throw tree.malformed(
          "a number is longer than %d characters, or a name than %d"
              .formatted(MAX_NUMBER_LENGTH, MAX_NAME_LENGTH),
          parser.currentLocation());
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      throw tree.malformed(SyntaxProblem.describe(at.getCharOffset(), body.text()), at);
    }
  }
}
