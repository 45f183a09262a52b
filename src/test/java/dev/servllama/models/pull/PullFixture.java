package dev.servllama.models.pull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/** A file to pull, and a machine on which {@code 127.0.0.2} passes for the public Internet. */
final class PullFixture {
  static final String FILE = "model.gguf";
  static final byte[] CONTENT = content(300_000);
  static final PullLimits LIMITS =
      new PullLimits(
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          3,
          Duration.ofMillis(1),
          Duration.ofMinutes(1));

  private static final Map<String, String> NAMES =
      Map.of("cdn.test", "127.0.0.2", "inner.test", "10.0.0.1", "hub.test", "127.0.0.1");

  private PullFixture() {}

  static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(1).nextBytes(content);
    System.arraycopy("GGUF".getBytes(StandardCharsets.US_ASCII), 0, content, 0, 4);
    return content;
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static RemoteModel known() {
    Checksum checksum = new Checksum(CONTENT.length, sha256(CONTENT));
    return new RemoteModel(
        List.of(new RemoteFile("some/repo", FILE, FILE, Optional.of(checksum), Optional.empty())));
  }

  static PullEnvironment environment() {
    return new PullEnvironment(
        PullFixture::resolve,
        PullFixture::isReachable,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        DiskSpace.ofFileSystem(),
        LIMITS,
        List.of());
  }

  static List<InetAddress> resolve(String host) throws UnknownHostException {
    if (host.endsWith(".test") && !NAMES.containsKey(host)) {
      throw new UnknownHostException(host);
    }
    return List.of(InetAddress.getByName(NAMES.getOrDefault(host, host)));
  }

  static boolean isReachable(InetAddress address) {
    return address.getHostAddress().equals("127.0.0.2") || AddressRules.isPublic(address);
  }

  static ModelPuller puller(Path folder, URI endpoint) {
    return new ModelPuller(new PullSettings(folder, endpoint, Optional.empty()), environment());
  }

  /** What is in a folder besides the locks. */
  static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }
}
