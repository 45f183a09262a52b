package dev.servllama.models.pull;

import static dev.servllama.models.pull.PullFixture.CONTENT;
import static dev.servllama.models.pull.PullFixture.FILE;
import static dev.servllama.models.pull.PullFixture.files;
import static dev.servllama.models.pull.PullFixture.known;
import static dev.servllama.models.pull.PullFixture.puller;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.error.UnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  private static final int TENTH = CONTENT.length / 10;

  @TempDir Path folder;

  @Test
  void goesOnAfterABreakAtEachTenth() throws IOException {
    List<PullProgress> progress = new ArrayList<>();
    try (TestServer hub = new TestServer(new FileHandler(CONTENT, "\"v1\"", TENTH))) {
      Path file = puller(folder, hub.uri()).pull(known(), progress::add);

      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertEquals(List.of(FILE), files(folder));
      assertEquals(
          IntStream.range(1, 10).mapToObj(i -> "bytes=" + i * TENTH + "-").toList(),
          hub.requests().stream().skip(1).map(request -> request.header("range")).toList());
    }
    PullProgress last = progress.get(progress.size() - 1);
    assertEquals(CONTENT.length, last.bytesDone());
    assertEquals(CONTENT.length, last.bytesTotal());
    for (int i = 1; i < progress.size(); i++) {
      assertTrue(progress.get(i).bytesDone() >= progress.get(i - 1).bytesDone());
    }
  }

  @Test
  void leavesAPartForALaterPullThatGoesOn() throws IOException {
    RemoteModel model = RemoteModel.parse("hf:some/repo/" + FILE);
    AtomicInteger served = new AtomicInteger();
    FileHandler handler = new FileHandler(CONTENT, "\"v1\"", CONTENT.length / 2);
    try (TestServer hub =
        new TestServer(
            (request, out) -> {
              if (served.incrementAndGet() == 1) {
                handler.answer(request, out);
              }
            })) {
      assertThrows(
          UnavailableException.class, () -> puller(folder, hub.uri()).pull(model, bytes -> {}));
    }
    assertEquals(List.of(".model.gguf.part", ".model.gguf.part.etag"), files(folder));
    try (TestServer hub = new TestServer(handler)) {
      Path file = puller(folder, hub.uri()).pull(model, bytes -> {});

      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertEquals("bytes=" + CONTENT.length / 2 + "-", hub.requests().get(0).header("range"));
      assertEquals("\"v1\"", hub.requests().get(0).header("if-range"));
    }
  }

  @Test
  void beginsAnewWhenTheFileHasChanged() throws IOException {
    Files.write(folder.resolve(".model.gguf.part"), new byte[1000]);
    Files.writeString(folder.resolve(".model.gguf.part.etag"), "\"v0\"");
    try (TestServer hub = new TestServer(new FileHandler(CONTENT))) {
      Path file = puller(folder, hub.uri()).pull(known(), bytes -> {});

      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertEquals(1, hub.requests().size());
    }
  }

  @Test
  void beginsAnewWhenTheBeginningWasOfAnotherFile() throws IOException {
    Files.write(folder.resolve(".model.gguf.part"), new byte[1000]);
    try (TestServer hub = new TestServer(new FileHandler(CONTENT))) {
      Path file = puller(folder, hub.uri()).pull(known(), bytes -> {});

      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertEquals(2, hub.requests().size());
      assertNull(hub.requests().get(1).header("range"));
    }
  }

  @Test
  void beginsAnewWhenAWholePartIsWrong() throws IOException {
    Files.write(folder.resolve(".model.gguf.part"), new byte[CONTENT.length]);
    try (TestServer hub = new TestServer(new FileHandler(CONTENT))) {
      Path file = puller(folder, hub.uri()).pull(known(), bytes -> {});

      assertArrayEquals(CONTENT, Files.readAllBytes(file));
    }
  }

  @Test
  void doesNotBeginAWrongFileAnewForEver() throws IOException {
    byte[] wrong = CONTENT.clone();
    wrong[1000]++;
    try (TestServer hub = new TestServer(new FileHandler(wrong, "\"v1\"", CONTENT.length / 2))) {
      ModelPuller puller = puller(folder, hub.uri());

      assertThrows(UnavailableException.class, () -> puller.pull(known(), bytes -> {}));

      assertEquals(4, hub.requests().size());
      assertEquals(List.of(), files(folder));
    }
  }

  @Test
  void givesUpOnConnectionsThatBringHardlyAnything() throws IOException {
    try (TestServer hub = new TestServer(new FileHandler(CONTENT, "\"v1\"", 100))) {
      ModelPuller puller = puller(folder, hub.uri());

      assertThrows(UnavailableException.class, () -> puller.pull(known(), bytes -> {}));

      assertEquals(PullFixture.LIMITS.attempts(), hub.requests().size());
    }
  }

  @Test
  void takesAWholePartWithoutAskingAgain() throws IOException {
    Files.write(folder.resolve(".model.gguf.part"), CONTENT);
    try (TestServer hub = new TestServer(new FileHandler(CONTENT))) {
      puller(folder, hub.uri()).pull(known(), bytes -> {});

      assertEquals(List.of(FILE), files(folder));
      assertEquals(List.of(), hub.requests());
    }
  }

  @Test
  void goesOnWhenTheServerFallsSilent() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    FileHandler half = new FileHandler(CONTENT, "\"v1\"", CONTENT.length / 2);
    try (TestServer hub =
        new TestServer(
            (request, out) -> {
              half.answer(request, out);
              out.flush();
              while (request.header("range") == null && !await(end)) {}
            })) {
      Path file = puller(folder, hub.uri()).pull(known(), bytes -> {});

      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertEquals(2, hub.requests().size());
    } finally {
      end.countDown();
    }
  }

  @Test
  void givesUpOnAServerThatOnlyDrips() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (TestServer hub =
        new TestServer(
            (request, out) -> {
              TestServer.head(out, 200, "Content-Length: " + CONTENT.length);
              drip(out, end);
            })) {
      String message =
          assertThrows(
                  UnavailableException.class,
                  () -> puller(folder, hub.uri()).pull(known(), bytes -> {}))
              .getMessage();

      assertTrue(message.contains("next to nothing"), message);
    } finally {
      end.countDown();
    }
  }

  @Test
  void endsSoonWhenItIsInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (TestServer hub =
        new TestServer(
            (request, out) -> {
              TestServer.head(out, 200, "Content-Length: " + CONTENT.length);
              asked.countDown();
              while (!await(end)) {}
            })) {
      Thread thread = new Thread(() -> puller(folder, hub.uri()).pull(known(), bytes -> {}));
      thread.setUncaughtExceptionHandler((dead, problem) -> failure.set(problem));
      thread.start();
      asked.await();
      thread.interrupt();
      thread.join();

      assertEquals(UnavailableException.class, failure.get().getClass());
      assertEquals("pulling model.gguf was interrupted", failure.get().getMessage());
      assertEquals(1, hub.requests().size());
    } finally {
      end.countDown();
    }
  }

  @Test
  void triesAgainAfterErrorsThatPass() throws IOException {
    AtomicInteger served = new AtomicInteger();
    FileHandler handler = new FileHandler(CONTENT);
    try (TestServer hub =
        new TestServer(
            (request, out) -> {
              switch (served.incrementAndGet()) {
                case 1 -> TestServer.head(out, 503, "Content-Length: 0");
                case 2 -> TestServer.head(out, 429, "Content-Length: 0");
                default -> handler.answer(request, out);
              }
            })) {
      Path file = puller(folder, hub.uri()).pull(known(), bytes -> {});

      assertArrayEquals(CONTENT, Files.readAllBytes(file));
    }
  }

  private static void drip(OutputStream out, CountDownLatch end) throws IOException {
    while (!await(end)) {
      out.write(0);
      out.flush();
    }
  }

  private static boolean await(CountDownLatch end) throws IOException {
    try {
      return end.await(PullFixture.LIMITS.stall().toMillis() / 5, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
