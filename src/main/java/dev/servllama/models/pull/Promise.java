package dev.servllama.models.pull;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the servers say beforehand of a file.
 *
 * @param size as the server that sends it says
 * @param linkedSize as the endpoint says ({@code X-Linked-Size})
 * @param linkedSha256 as the endpoint says ({@code X-Linked-ETag}, the SHA-256 for large files)
 */
record Promise(OptionalLong size, OptionalLong linkedSize, Optional<String> linkedSha256) {
  private static final Pattern SHA256 = Pattern.compile("\"?([0-9a-f]{64})\"?");

  /** The {@code Content-Range} of a part of the file. */
  record Range(long start, long total) {
    private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");

    static Optional<Range> of(HttpResponse response) {
      Matcher form = FORM.matcher(response.header("content-range").orElse(""));
      return form.matches()
          ? Optional.of(new Range(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
          : Optional.empty();
    }
  }

  /**
   * @param response of the server that sends the file
   * @param linked headers of the endpoint
   */
  static Promise of(HttpResponse response, Map<String, String> linked) {
    OptionalLong size =
        response.status() == 206
            ? Range.of(response).map(range -> OptionalLong.of(range.total())).orElseThrow()
            : response.length("content-length");
    String linkedSize = linked.getOrDefault("x-linked-size", "");
    Matcher hash = SHA256.matcher(linked.getOrDefault("x-linked-etag", ""));
    return new Promise(
        size,
        linkedSize.matches("\\d{1,18}")
            ? OptionalLong.of(Long.parseLong(linkedSize))
            : OptionalLong.empty(),
        hash.matches() ? Optional.of(hash.group(1)) : Optional.empty());
  }

  /**
   * What the file must be: as was known before, else as was promised.
   *
   * @throws PullFailedException if the promises contradict each other or what was known
   */
  Checksum checkedFor(RemoteFile file) throws PullFailedException {
    if (size.isPresent() && linkedSize.isPresent() && !size.equals(linkedSize)) {
      throw new PullFailedException(
          "the server offers "
              + size.getAsLong()
              + " bytes where the endpoint promised "
              + linkedSize.getAsLong());
    }
    OptionalLong promised = size.isPresent() ? size : linkedSize;
    if (file.checksum().isEmpty()) {
      long bytes =
          promised.orElseThrow(
              () -> new PullFailedException("the server does not say how large the file is"));
      return new Checksum(bytes, linkedSha256.orElse(""));
    }
    Checksum known = file.checksum().get();
    if (promised.isPresent() && promised.getAsLong() != known.sizeBytes()) {
      throw new PullFailedException(
          "the file would have " + promised.getAsLong() + " bytes instead of " + known.sizeBytes());
    }
    return known;
  }
}
