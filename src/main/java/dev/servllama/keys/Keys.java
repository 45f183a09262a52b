package dev.servllama.keys;

import dev.servllama.config.Settings.ApiKey;
import io.github.bucket4j.TimeMeter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys, limits and usage together, and the thread that looks after them: twice a second it looks
 * whether the file has changed, has the disk take what was counted, and ends the visits of those
 * who have lost what let them in.
 */
public final class Keys implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Keys.class);
  private static final long INTERVAL_MILLIS = 500;
  private static final long PATIENCE_MILLIS = 5_000;

  private final KeyRing ring;
  private final UsageStore usage;
  private final Meter meter;
  private final Thread thread;

  private Keys(KeyRing ring, UsageStore usage, Meter meter) {
    this.ring = ring;
    this.usage = usage;
    this.meter = meter;
    thread = new Thread(this::lookAfter, "keys");
    thread.setDaemon(true);
  }

  /**
   * Starts all that.
   *
   * @param keys of the settings
   * @param file of more keys
   * @param dataDir usage is kept there
   * @throws dev.servllama.config.SettingsException if the file cannot be used
   */
  public static Keys open(List<ApiKey> keys, Optional<Path> file, Path dataDir) {
    Clock clock = Clock.systemUTC();
    KeyRing ring = new KeyRing(keys, file, clock);
    UsageStore usage = UsageStore.open(dataDir.resolve("usage"), clock);
    Meter meter = new Meter(usage, clock, TimeMeter.SYSTEM_NANOTIME);
    Keys all = new Keys(ring, usage, meter);
    all.thread.start();
    return all;
  }

  /** Who is known. */
  public KeyRing ring() {
    return ring;
  }

  /** What they may use. */
  public Meter meter() {
    return meter;
  }

  /** What they have used. */
  public UsageStore usage() {
    return usage;
  }

  private void lookAfter() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
        lookOnce();
      }
    } catch (InterruptedException e) {
      // The web application ends.
    }
  }

  private void lookOnce() {
    try {
      ring.refresh();
      meter.revoke(ring::hasLost);
      usage.force();
    } catch (RuntimeException e) {
      log.error("Keys could not be looked after", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    usage.close();
  }
}
