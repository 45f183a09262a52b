package dev.servllama.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deploys the WAR again when it has changed, is whole, and has stayed as it is for a second: a
 * build writes it in many steps. One thread does all of it.
 */
final class Reloader extends AbstractLifeCycle {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);
  private static final long PERIOD_MS = TimeUnit.SECONDS.toMillis(1);

  private final Path war;
  private final Path work;
  private final ContextHandlerCollection contexts;
  private final Thread thread = new Thread(this::watch, "servllama-reload");
  private WebAppContext current;
  private int deployments;

  Reloader(Path war, Path work, ContextHandlerCollection contexts, WebAppContext current) {
    this.war = war;
    this.work = work;
    this.contexts = contexts;
    this.current = current;
    this.thread.setDaemon(true);
  }

  @Override
  protected void doStart() {
    thread.start();
  }

  @Override
  protected void doStop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }

  /** What tells one state of the file from another; null while there is no file. */
  private record State(long size, long modifiedMs) {
    static State of(Path file) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new State(now.size(), now.lastModifiedTime().toMillis());
      } catch (IOException absent) {
        return null;
      }
    }
  }

  private void watch() {
    State deployed = State.of(war);
    State before = deployed;
    try {
      while (true) {
        Thread.sleep(PERIOD_MS);
        State now = State.of(war);
        if (now != null && now.equals(before) && !now.equals(deployed) && isWhole()) {
          deployed = now;
          deploy();
        }
        before = now;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** A ZIP's directory stands at its end. */
  private boolean isWhole() {
    try (ZipFile zip = new ZipFile(war.toFile())) {
      return zip.getEntry("WEB-INF/web.xml") != null;
    } catch (IOException unfinished) {
      return false;
    }
  }

  /** The old one stops first: both would hold the same model and the same data. */
  private void deploy() throws InterruptedException {
    LOG.info("{} has changed: deploying it again", war.getFileName());
    try {
      WebAppContext fresh = unpack();
      Draining.of(current);
      remove(current);
      current = fresh;
      add(fresh);
      LOG.info("{} is deployed", war.getFileName());
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception failure) {
      LOG.error("The changed WAR does not start: {}", Failure.describe(failure));
    }
  }

  private WebAppContext unpack() throws IOException, LaunchException {
    WebAppContext fresh =
        Application.unpack(
            war,
            work.resolve("app-" + ++deployments),
            current.getContextPath(),
            (String) current.getAttribute(Application.ADDRESS));
    LoginRealm.copy(current, fresh);
    return fresh;
  }

  private void add(WebAppContext context) throws Exception {
    Callback.Completable added = new Callback.Completable();
    contexts.deployHandler(context, added);
    added.get();
    contexts.manage(context);
    context.start();
  }

  private void remove(WebAppContext context) throws Exception {
    Callback.Completable stopped = new Callback.Completable();
    contexts.undeployHandler(context, stopped);
    stopped.get();
    WorkFolder.delete(Path.of(context.getWar()).getParent());
  }
}
