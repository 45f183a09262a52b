package dev.servllama.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.servllama.testing.Folders;
import dev.servllama.testing.RunningServer;
import dev.servllama.testing.ServerKind;
import dev.servllama.testing.ServerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Undeploying and redeploying in one Tomcat leaves nothing behind: fault 5. */
@Tag("engine")
class TomcatLifeIT {
  private static final Duration LONG = Duration.ofSeconds(120);
  private static final Duration BUDGET = Duration.ofSeconds(70);
  private static final int ROUNDS = 20;
  private static final int FEWEST = 3;
  private static final Pattern HEAP = Pattern.compile("used (\\d+)K");

  /** What a running Tomcat holds once its garbage is collected. */
  private record Holding(int children, long threads, long classLoaders, int folders, long heap) {}

  @Test
  void leavesNothingBehind() throws IOException, InterruptedException {
    ServerSetup setup =
        ServerSetup.of(ServerKind.TOMCAT)
            .with(
                Map.of(
                    "API_KEYS",
                    ReadyServer.KEY,
                    "CONTEXT_LENGTH",
                    "256",
                    // What is only softly reachable is no leak: it goes when memory is short.
                    "CATALINA_OPTS",
                    "-XX:SoftRefLRUPolicyMSPerMB=0"))
            .at("/chat");
    try (RunningServer tomcat = RunningServer.start(setup)) {
      Path war = tomcat.folder().resolve("webapps/chat.war");
      Path kept = Files.move(war, tomcat.folder().resolve("kept.war"));
      awaitUndeployed(tomcat);
      deployAndUndeploy(tomcat, kept, war);
      Holding before = holding(tomcat);
      long begin = System.nanoTime();
      int rounds = 0;
      while (rounds < ROUNDS && (rounds < FEWEST || System.nanoTime() - begin < BUDGET.toNanos())) {
        deployAndUndeploy(tomcat, kept, war);
        rounds++;
      }
      Holding after = holding(tomcat);
      System.out.printf(
          "figure: fault 5: %d times: %+d threads, %+d class loaders, %+d kB%n",
          rounds,
          after.threads() - before.threads(),
          after.classLoaders() - before.classLoaders(),
          after.heap() - before.heap());

      assertEquals(0, after.children());
      assertEquals(before.folders(), after.folders());
      assertTrue(after.threads() <= before.threads() + 2, before + " became " + after);
      assertTrue(after.classLoaders() <= before.classLoaders() + 2, before + " became " + after);
      assertTrue(after.heap() <= before.heap() + 5_000, before + " became " + after);
      assertEquals(List.of(), tomcat.log().lines().filter(TomcatLifeIT::tellsOfALeak).toList());
    }
  }

  private static boolean tellsOfALeak(String line) {
    return line.matches(".*(to have started a thread|a ThreadLocal with|forcibly).*");
  }

  private static void deployAndUndeploy(RunningServer tomcat, Path kept, Path war)
      throws IOException {
    // In place at once, for Tomcat would deploy a half-copied one.
    Path copy = Files.copy(kept, tomcat.folder().resolve("copy.war"));
    Files.move(copy, war, StandardCopyOption.ATOMIC_MOVE);
    Watched watched = new Watched(tomcat);
    watched.until("deployed", LONG, () -> watched.status("health") == 200);
    String answer = RawRequest.chat(tomcat, Chats.brief()).all();
    assertTrue(answer.startsWith("HTTP/1.1 200"), answer + tomcat.logTail());
    watched.await(
        "embeddings are ready",
        LONG,
        health -> health.at("/embeddings/stage").asText().equals("ready"));
    try (RawRequest embedding = RawRequest.open(tomcat)) {
      embedding.post("/chat/v1/embeddings", "{'input':'a fox'}");
      String vector = embedding.all();
      assertTrue(vector.startsWith("HTTP/1.1 200"), vector + tomcat.logTail());
    }
    Files.delete(war);
    awaitUndeployed(tomcat);
  }

  private static void awaitUndeployed(RunningServer tomcat) {
    Watched watched = new Watched(tomcat);
    watched.until("undeployed", LONG, () -> watched.status("health/live") == 404);
    watched.until("no child", LONG, () -> tomcat.children().isEmpty());
  }

  private static Holding holding(RunningServer tomcat) throws IOException {
    jcmd(tomcat, "GC.run");
    // References that the first collection has found are only gone after a second.
    jcmd(tomcat, "GC.run");
    Matcher heap = HEAP.matcher(jcmd(tomcat, "GC.heap_info"));
    assertTrue(heap.find());
    return new Holding(
        tomcat.children().size(),
        jcmd(tomcat, "Thread.print").lines().filter(TomcatLifeIT::isOurs).count(),
        jcmd(tomcat, "VM.classloaders")
            .lines()
            .filter(line -> line.contains("ParallelWebappClassLoader"))
            .count(),
        Folders.list(tomcat.temporaryFolder()).size(),
        Long.parseLong(heap.group(1)));
  }

  /** Whether a line of a thread dump names a thread that is not of Tomcat's own pools. */
  private static boolean isOurs(String line) {
    return line.startsWith("\"") && !line.matches("\"(http-nio|Catalina-utility).*");
  }

  private static String jcmd(RunningServer tomcat, String command) throws IOException {
    String java = System.getProperty("server.java.home", System.getProperty("java.home"));
    Process jcmd =
        new ProcessBuilder(
                Path.of(java, "bin", "jcmd").toString(),
                String.valueOf(tomcat.process().pid()),
                command)
            .redirectErrorStream(true)
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
