package dev.servllama.models.pull;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An answer whose body is still to be read. Closing it closes its connection.
 *
 * @param status the status code
 * @param headers by lower-case name; of repeated ones the first
 * @param body the decoded body; ends with an exception if it is cut off
 * @param connection what is closed with it
 */
record HttpResponse(int status, Map<String, String> headers, InputStream body, Closeable connection)
    implements Closeable {

  Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** The value of a header that is a length; empty when it is missing or is none. */
  OptionalLong length(String lowerCaseName) {
    return header(lowerCaseName)
        .filter(value -> value.matches("\\d{1,18}"))
        .map(value -> OptionalLong.of(Long.parseLong(value)))
        .orElse(OptionalLong.empty());
  }

  boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
