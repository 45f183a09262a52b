package dev.servllama.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Documents to measure with: Debian's policy and developers' reference as PDF, 307 pages, and its
 * installation guide as 84 files of HTML. They are taken from Debian's packages, so that needs a
 * Debian or what is made of it; elsewhere they can be put into the folder by hand.
 */
public final class DebianDocs {
  private static final List<String> PACKAGES =
      List.of("debian-policy", "developers-reference", "installation-guide-amd64");

  private final Path folder;

  private DebianDocs(Path folder) {
    this.folder = folder;
  }

  /** Those in a folder, which are fetched if they are not there. */
  public static DebianDocs in(Path folder) throws IOException, InterruptedException {
    DebianDocs docs = new DebianDocs(folder);
    if (docs.manuals().stream().allMatch(Files::exists) && Files.isDirectory(docs.html())) {
      return docs;
    }
    docs.fetch();
    return docs;
  }

  /** The two manuals, as PDF. */
  public List<Path> manuals() {
    return List.of(folder.resolve("policy.pdf"), folder.resolve("developers-reference.pdf"));
  }

  /** The installation guide, as HTML. */
  public List<Path> installation() throws IOException {
    try (Stream<Path> files = Files.list(html())) {
      return files.sorted().toList();
    }
  }

  private Path html() {
    return folder.resolve("installation");
  }

  private void fetch() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (String name : PACKAGES) {
      run("apt-get", "download", name);
    }
    Path unpacked = folder.resolve("unpacked");
    try (Stream<Path> packages = Files.list(folder)) {
      for (Path each : packages.filter(file -> file.toString().endsWith(".deb")).toList()) {
        run("dpkg", "-x", each.getFileName().toString(), "unpacked");
      }
    }
    Path share = unpacked.resolve("usr/share");
    unzip(share.resolve("doc/debian-policy/policy.pdf.gz"), manuals().get(0));
    Files.copy(share.resolve("developers-reference/developers-reference.pdf"), manuals().get(1));
    Files.createDirectory(html());
    try (Stream<Path> files = Files.list(share.resolve("doc/installation-guide-amd64/en"))) {
      for (Path each : files.filter(file -> file.toString().endsWith(".html")).toList()) {
        Files.copy(each, html().resolve(each.getFileName()));
      }
    }
  }

  private static void unzip(Path from, Path to) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(from));
        OutputStream out = Files.newOutputStream(to)) {
      in.transferTo(out);
    }
  }

  private void run(String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", words) + " failed: " + said);
    }
  }
}
