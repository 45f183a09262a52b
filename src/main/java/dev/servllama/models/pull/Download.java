package dev.servllama.models.pull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One file's way into its part file, in one or several attempts. */
final class Download {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Less than this in a whole stall time is as good as nothing. */
  private static final long MIN_BYTES = 1024;

  private final RemoteFile file;
  private final PartFile part;
  private final ProgressMeter meter;
  private final DiskSpace space;
  private final PullLimits limits;
  private boolean begunAnew;

  Download(
      RemoteFile file, PartFile part, ProgressMeter meter, DiskSpace space, PullLimits limits) {
    this.file = file;
    this.part = part;
    this.meter = meter;
    this.space = space;
    this.limits = limits;
  }

  /** Asks for what is missing; ends normally when the file is whole and right. */
  void attempt(RedirectFollower follower, HttpTarget target) throws IOException {
    if (isWhole()) {
      check(file.checksum().orElseThrow(), true);
      return;
    }
    RedirectFollower.Found found = follower.get(target, rangeHeaders());
    try (HttpResponse response = found.response()) {
      checkStatus(response);
      receive(response, found.linked());
    }
  }

  private boolean isWhole() throws IOException {
    long size = part.size();
    return file.checksum().isPresent() && size == file.checksum().get().sizeBytes();
  }

  private Map<String, String> rangeHeaders() throws IOException {
    Optional<String> etag = part.etag();
    // With neither a tag nor a hash nothing would tell that the file has changed meanwhile.
    if (part.size() == 0 || (etag.isEmpty() && file.checksum().isEmpty())) {
      return Map.of();
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("Range", "bytes=" + part.size() + "-");
    etag.ifPresent(tag -> headers.put("If-Range", tag));
    return headers;
  }

  private void checkStatus(HttpResponse response) throws IOException {
    switch (response.status()) {
      case 200, 206 -> {}
      case 401, 403 ->
          throw new PullFailedException(
              "access to " + file.repository() + " is refused; it may need a token (HF_TOKEN)");
      case 404 ->
          throw new PullFailedException("there is no " + file.path() + " in " + file.repository());
      case 416 -> {
        part.delete();
        throw new IOException("what was there of the file no longer fits");
      }
      case 408, 429, 500, 502, 503, 504 ->
          throw new IOException("the server answers with status " + response.status());
      default ->
          throw new PullFailedException("the server answers with status " + response.status());
    }
  }

  private void receive(HttpResponse response, Map<String, String> linked) throws IOException {
    long start = response.status() == 206 ? resumedAt(response) : 0;
    Checksum expected = Promise.of(response, linked).checkedFor(file);
    if (start == 0) {
      part.restart(response.header("etag").filter(tag -> tag.matches("\"[!-~]{1,200}\"")));
    }
    space.require(expected.sizeBytes() - start, part.directory());
    meter.start(start, expected.sizeBytes());
    try {
      copy(response.body(), start, expected.sizeBytes());
    } catch (PullFailedException e) {
      // What came can only be wrong, and going on from it would fail again.
      part.delete();
      throw e;
    }
    check(expected, start > 0);
  }

  private long resumedAt(HttpResponse response) throws IOException {
    Optional<Promise.Range> range = Promise.Range.of(response);
    if (range.isEmpty() || range.get().start() != part.size()) {
      part.delete();
      throw new IOException("the server sent another range than was asked for");
    }
    return part.size();
  }

  private void copy(InputStream body, long start, long total) throws IOException {
    long done = start;
    long windowStart = System.nanoTime();
    long windowDone = done;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (FileChannel out = part.append()) {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        if (count > total - done) {
          throw new PullFailedException("the server sends more than the " + total + " bytes");
        }
        write(out, ByteBuffer.wrap(buffer, 0, count));
        done += count;
        meter.update(done, total);
        if (Thread.currentThread().isInterrupted()) {
          throw new IOException("interrupted");
        }
        if (System.nanoTime() - windowStart > limits.stall().toNanos()) {
          if (done - windowDone < MIN_BYTES) {
            throw new IOException("the server sends next to nothing");
          }
          windowStart = System.nanoTime();
          windowDone = done;
        }
      }
    }
    if (done < total) {
      throw new IOException("the connection was closed " + (total - done) + " bytes early");
    }
  }

  private static void write(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private void check(Checksum expected, boolean resumed) throws IOException {
    if (expected.sha256().isEmpty()) {
      part.verifyMagic();
      return;
    }
    try {
      part.verify(expected.sha256());
    } catch (PullFailedException e) {
      if (!resumed || begunAnew) {
        throw e;
      }
      // Its beginning may have come from an older version; the part is gone, so begin anew, once.
      begunAnew = true;
      throw new IOException(e.getMessage(), e);
    }
  }
}
