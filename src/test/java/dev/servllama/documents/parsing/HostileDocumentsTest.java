package dev.servllama.documents.parsing;

import static dev.servllama.testing.SampleDocuments.docx;
import static dev.servllama.testing.SampleDocuments.encryptedPdf;
import static dev.servllama.testing.SampleDocuments.pdf;
import static dev.servllama.testing.SampleDocuments.write;
import static dev.servllama.testing.SampleDocuments.zip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.servllama.documents.parsing.UnreadableException.Kind;
import dev.servllama.engine.process.ChildCommand;
import dev.servllama.engine.process.JobChild;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are made to do harm: fault 30. */
class HostileDocumentsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path work;
  @TempDir private Path folder;

  private static ProcessParser parser;

  @BeforeAll
  static void start() {
    parser = Parsers.with(work, PATIENCE, 256);
  }

  @AfterAll
  static void stop() {
    parser.close();
  }

  private String refusal(String name, byte[] content) {
    UnreadableException refusal =
        assertThrows(
            UnreadableException.class, () -> parser.parse(write(folder, "content", content), name));
    assertEquals(Kind.INVALID, refusal.kind(), refusal.getMessage());
    return refusal.getMessage();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anEncryptedPdfSaysSo() {
    assertEquals(
        "It is encrypted and needs a password.", refusal("a.pdf", encryptedPdf(List.of("x"))));
  }

  @Test
  void aPdfOfTenThousandPagesIsRefused() {
    List<String> pages = Collections.nCopies(10_000, "page");

    assertEquals(
        "It has 10000 pages; 5000 at most are read.", refusal("a.pdf", pdf("t", "a", pages)));
  }

  @Test
  void aPdfCutOrSpoiltAnywhereIsReadOrRefused() throws Exception {
    byte[] good = pdf("Trips", "Ada", List.of("Hotels cost money.", "Trains too."));
    Random random = new Random(30);
    for (int i = 0; i < 60; i++) {
      byte[] bad = Arrays.copyOf(good, good.length * (i + 1) / 60);
      for (int flip = i % 3; flip > 0; flip--) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        parser.parse(write(folder, "content", bad), "a.pdf");
      } catch (UnreadableException e) {
        assertEquals(Kind.INVALID, e.kind(), e.getMessage());
      }
    }
    assertEquals(2, parser.parse(write(folder, "content", good), "a.pdf").pages());
  }

  @Test
  void aLoopOfObjectsEnds() {
    String loop =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>endobj\n"
            + "2 0 obj<</Type/Pages/Count 1/Kids[2 0 R 3 0 R]/Parent 2 0 R>>endobj\n"
            + "3 0 obj<</Type/Page/Parent 2 0 R/Contents 3 0 R>>endobj\n"
            + "4 0 obj<</First 5 0 R/Last 5 0 R>>endobj\n"
            + "5 0 obj<</Title(x)/Next 5 0 R/First 4 0 R/Parent 4 0 R>>endobj\n"
            + "trailer<</Root 1 0 R/Size 6>>\n%%EOF";

    refusal("a.pdf", utf8(loop));
  }

  @Test
  void aZipBombIsRefused() {
    String bomb = "<w:p><w:r><w:t>" + "0".repeat(100_000_000) + "</w:t></w:r></w:p>";

    assertEquals("It unpacks to more than is read.", refusal("a.docx", docx(bomb)));
  }

  @Test
  void externalEntitiesAreNotReadAndNobodyIsAsked() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "sesame");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      for (String system : List.of(url, secret.toUri().toString())) {
        String type = "<!DOCTYPE d [<!ENTITY e SYSTEM '%s'>]>".formatted(system);
        refusal(
            "a.docx", zip(Map.of("word/document.xml", type + "<d><w:t xmlns:w='w'>&e;</w:t></d>")));
      }
      parser.parse(
          write(
              folder,
              "content",
              utf8("<link rel=stylesheet href='%1$s'><img src='%1$s'><p>x".formatted(url))),
          "a.html");
      server.setSoTimeout(300);
      assertThrows(SocketTimeoutException.class, server::accept);
    }
  }

  @Test
  void entitiesThatMultiplyAreRefused() {
    StringBuilder type = new StringBuilder("<!DOCTYPE d [<!ENTITY a0 'ha'>");
    for (int i = 1; i < 40; i++) {
      type.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
    }
    refusal("a.odt", zip(Map.of("content.xml", type + "]><d><p>&a39;</p></d>")));
  }

  @Test
  void deepNestingIsRefusedOrRead() throws Exception {
    assertEquals(
        "It is nested too deeply.",
        refusal("a.docx", docx("<w:tbl>".repeat(100_000) + "</w:tbl>".repeat(100_000))));
    byte[] html = utf8("<div>".repeat(100_000) + "deep");
    assertEquals(1, parser.parse(write(folder, "content", html), "a.html").blocks().size());
  }

  @Test
  void twoGigabytesOfTextAreRefusedAtOnce() throws IOException {
    Path file = folder.resolve("big");
    try (RandomAccessFile big = new RandomAccessFile(file.toFile(), "rw")) {
      big.setLength(1L << 31);
    }
    UnreadableException refusal =
        assertThrows(UnreadableException.class, () -> parser.parse(file, "a.txt"));

    assertEquals(
        "It has 2147483648 bytes; %d at most are read.".formatted(Parsers.MOST_BYTES),
        refusal.getMessage());
  }

  @Test
  void moreTextThanIsReadIsRefused() {
    assertEquals(
        "It has more than the 20000000 characters of text that are read.",
        refusal("a.txt", utf8("0123456789\n".repeat(2_000_000))));
  }

  @Test
  void whatTakesTooMuchMemoryIsRefusedAndTheNextIsRead() throws Exception {
    try (ProcessParser small = Parsers.with(work, PATIENCE, 24)) {
      byte[] html = utf8("<b>".repeat(1_000_000));
      UnreadableException refusal =
          assertThrows(
              UnreadableException.class,
              () -> small.parse(write(folder, "content", html), "a.html"));

      assertEquals("It takes more memory to read than 24 MB.", refusal.getMessage());
      byte[] text = utf8("good");
      assertEquals(1, small.parse(write(folder, "content", text), "a.txt").blocks().size());
    }
  }

  @Test
  void theProcessEndsWhenThereIsNothingToReadAndAnotherIsStarted() throws Exception {
    try (ProcessParser own = Parsers.with(work, PATIENCE, 64)) {
      Path file = write(folder, "content", utf8("good"));
      Set<ProcessHandle> others = children();
      own.parse(file, "a.txt");
      Set<ProcessHandle> started = children();
      started.removeAll(others);

      assertEquals(1, started.size());
      own.rest();
      assertFalse(started.iterator().next().isAlive());
      assertEquals(1, own.parse(file, "a.txt").blocks().size());
    }
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current().children().collect(Collectors.toSet());
  }

  @Test
  void whatTakesTooLongIsRefused() {
    try (ProcessParser hurried = Parsers.with(work, Duration.ofMillis(1), 256)) {
      byte[] text = utf8("x\n\n".repeat(1_000_000));
      UnreadableException refusal =
          assertThrows(
              UnreadableException.class,
              () -> hurried.parse(write(folder, "content", text), "a.txt"));

      assertTrue(refusal.getMessage().startsWith("It takes longer to read"), refusal.getMessage());
    }
  }

  @Test
  void theProcessHasNothingOfTheEnvironmentAndNoNetwork() throws Exception {
    for (Sandbox sandbox : List.of(Sandbox.none(), Sandbox.find(Parsers.MOST_BYTES))) {
      try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
          JobChild child = JobChild.start(prober(sandbox))) {
        child.send("http://127.0.0.1:" + server.getLocalPort() + "/");

        assertEquals(Optional.of("environment 0"), child.read(PATIENCE));
        assertEquals(Optional.of("url refused"), child.read(PATIENCE));
        assertEquals(Optional.of("socket refused"), child.read(PATIENCE));
        assertEquals(Optional.of("name refused"), child.read(PATIENCE));
        server.setSoTimeout(200);
        assertThrows(SocketTimeoutException.class, server::accept);
      }
    }
  }

  @Test
  void inTheSandboxNoChannelLeadsAnywhere() throws Exception {
    Sandbox sandbox = Sandbox.find(Parsers.MOST_BYTES);
    assumeTrue(sandbox.withoutNetwork(), "This system allows no namespace without network");
    try (ServerSocketChannel server = ServerSocketChannel.open();
        DatagramChannel datagrams = DatagramChannel.open();
        JobChild child = JobChild.start(prober(sandbox))) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      server.bind(new InetSocketAddress(loopback, 0)).configureBlocking(false);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      datagrams.bind(new InetSocketAddress(loopback, port)).configureBlocking(false);
      child.send("http://127.0.0.1:" + port + "/");
      child.send("and by channels");
      List<String> said = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        said.add(child.read(PATIENCE).orElse("nothing"));
      }

      assertEquals(List.of("channel refused", "datagram refused"), said.subList(4, 6));
      assertNull(server.accept());
      assertNull(datagrams.receive(ByteBuffer.allocate(10)));
    }
  }

  private ChildCommand prober(Sandbox sandbox) throws IOException {
    Path hosts = folder.resolve("hosts");
    Files.writeString(hosts, "");
    ParsingSettings settings = ParsingSettings.of(Parsers.classpath(), work, 1);
    ChildCommand command = ParserCommand.of(settings, hosts, sandbox);
    List<String> words = new ArrayList<>(command.words());
    words.set(words.size() - 1, Prober.class.getName());
    return new ChildCommand(words, command.environment(), command.folder());
  }

  /** Tries in the parser's place to get out. */
  static final class Prober {
    private interface Attempt {
      void run() throws IOException;
    }

    private Prober() {}

    public static void main(String[] arguments) throws IOException {
      Scanner in = new Scanner(System.in, StandardCharsets.UTF_8);
      URI uri = URI.create(in.nextLine());
      System.out.println("environment " + System.getenv().size());
      attempt("url", () -> uri.toURL().openStream().close());
      attempt("socket", () -> new Socket(uri.getHost(), uri.getPort()).close());
      attempt("name", () -> InetAddress.getByName("localhost.localdomain"));
      in.nextLine();
      InetSocketAddress there = new InetSocketAddress(uri.getHost(), uri.getPort());
      attempt("channel", () -> SocketChannel.open(there).close());
      attempt("datagram", () -> sendDatagram(there));
    }

    private static void sendDatagram(InetSocketAddress there) throws IOException {
      try (DatagramChannel channel = DatagramChannel.open()) {
        channel.send(ByteBuffer.wrap(new byte[] {1}), there);
      }
    }

    private static void attempt(String name, Attempt attempt) {
      try {
        attempt.run();
        System.out.println(name + " went out");
      } catch (IOException e) {
        System.out.println(name + " refused");
      }
    }
  }
}
