package dev.servllama.models.pull;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Pulls from a server that answers as Hugging Face does. A connection that breaks is taken up again
 * where it broke, as long as each attempt brings something new or their number is not spent.
 */
final class HuggingFaceSource implements ModelSource {
  /** An attempt that brings less has brought nothing: a server could go on like that for ever. */
  private static final long MIN_PROGRESS_BYTES = 16 * 1024;

  private final PullSettings settings;
  private final RedirectFollower follower;
  private final DiskSpace space;
  private final PullLimits limits;

  HuggingFaceSource(
      PullSettings settings, RedirectFollower follower, DiskSpace space, PullLimits limits) {
    this.settings = settings;
    this.follower = follower;
    this.space = space;
    this.limits = limits;
  }

  @Override
  public String name() {
    return settings.endpoint().getHost();
  }

  @Override
  public boolean offers(RemoteFile file) {
    return true;
  }

  @Override
  public void fetch(RemoteFile file, PartFile part, Consumer<PullProgress> progress)
      throws IOException {
    HttpTarget target = HttpTarget.parse(address(file));
    ProgressMeter meter = new ProgressMeter(name(), progress);
    Download download = new Download(file, part, meter, space, limits);
    boolean reached = false;
    int failures = 0;
    while (true) {
      long before = part.size();
      try {
        download.attempt(follower, target);
        return;
      } catch (PullFailedException e) {
        throw e;
      } catch (ConnectFailedException e) {
        if (!reached) {
          throw e;
        }
        failures = after(e, false, failures);
      } catch (IOException e) {
        failures = after(e, part.size() - before >= MIN_PROGRESS_BYTES, failures);
      }
      reached = true;
    }
  }

  private int after(IOException e, boolean progressed, int failures) throws IOException {
    int now = progressed ? 1 : failures + 1;
    if (DiskSpace.isFull(e.getMessage())) {
      throw e;
    }
    if (now >= limits.attempts()) {
      throw new PullFailedException(e.getMessage() + " (after " + now + " attempts)", e);
    }
    pause(limits.backOff().multipliedBy(1L << (now - 1)));
    return now;
  }

  private URI address(RemoteFile file) {
    String base = settings.endpoint().toString().replaceFirst("/+$", "");
    String path =
        Arrays.stream(file.path().split("/"))
            .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    return URI.create(base + "/" + file.repository() + "/resolve/main/" + path);
  }

  private static void pause(Duration duration) throws PullFailedException {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PullFailedException("interrupted", e);
    }
  }
}
