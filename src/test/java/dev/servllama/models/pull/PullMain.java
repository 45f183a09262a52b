package dev.servllama.models.pull;

import java.net.URI;
import java.nio.file.Path;

/** A process of its own that pulls: the folder and the endpoint are its arguments. */
final class PullMain {
  private PullMain() {}

  public static void main(String[] args) {
    PullFixture.puller(Path.of(args[0]), URI.create(args[1]))
        .pull(PullFixture.known(), bytes -> {});
  }
}
