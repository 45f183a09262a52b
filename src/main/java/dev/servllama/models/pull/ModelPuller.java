package dev.servllama.models.pull;

import dev.servllama.error.StorageException;
import dev.servllama.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pulls models into the models' folder. A file gets its name only when it is whole and its hash is
 * right; until then it is a hidden part file, from which a later pull goes on. Thread-safe, and
 * safe with other processes that pull into the same folder: the second waits and finds it there.
 */
public final class ModelPuller {
  private static final Logger LOG = LoggerFactory.getLogger(ModelPuller.class);
  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

  private final PullSettings settings;
  private final List<ModelSource> sources;

  /**
   * @param settings from where and to where
   */
  public ModelPuller(PullSettings settings) {
    this(settings, PullEnvironment.ofThisMachine());
  }

  ModelPuller(PullSettings settings, PullEnvironment environment) {
    this.settings = settings;
    RedirectFollower follower =
        new RedirectFollower(settings.target(), settings.token(), environment);
    this.sources =
        List.of(
            new HuggingFaceSource(settings, follower, environment.space(), environment.limits()),
            new PipSource(environment.space(), environment.limits(), environment.pips()));
  }

  /**
   * Brings a model here, unless it is here already. Blocks for as long as that takes; an interrupt
   * ends it.
   *
   * @param progress is told a few times a second how far it is, in the calling thread
   * @return the model's file, the first of them if it is split
   * @throws UnavailableException if no source has it; the message gives each one's reason
   * @throws StorageException if the disk is full or the folder cannot be written
   */
  public Path pull(RemoteModel model, Consumer<PullProgress> progress) {
    for (RemoteFile file : model.files()) {
      pull(file, progress);
    }
    return settings.directory().resolve(model.id());
  }

  /** Holds the lock without ever asking it anything, which the compiler finds odd. */
  @SuppressWarnings("try")
  private void pull(RemoteFile file, Consumer<PullProgress> progress) {
    Path target = settings.directory().resolve(file.localPath());
    if (Files.isRegularFile(target)) {
      return;
    }
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      try (PullLock lock = PullLock.acquire(target)) {
        if (!Files.isRegularFile(target)) {
          pull(file, new PartFile(target), progress);
        }
      }
    } catch (IOException e) {
      throwIfInterrupted(file);
      throw new StorageException(
          target.getFileName() + " cannot be stored: " + e, DiskSpace.isFull(e.getMessage()), e);
    }
  }

  private void pull(RemoteFile file, PartFile part, Consumer<PullProgress> progress)
      throws IOException {
    List<String> reasons = new ArrayList<>();
    for (ModelSource source : sources) {
      if (!source.offers(file)) {
        continue;
      }
      try {
        source.fetch(file, part, progress);
        part.moveIntoPlace();
        return;
      } catch (StorageException e) {
        part.delete();
        throw e;
      } catch (IOException e) {
        throwIfInterrupted(file);
        throwIfFull(e, file, part);
        LOG.warn("{} does not give {}: {}", source.name(), file.path(), e.getMessage());
        reasons.add(source.name() + ": " + e.getMessage());
      }
    }
    throw new UnavailableException(
        file.path() + " could not be pulled. " + String.join(". ", reasons), TRY_AGAIN);
  }

  private static void throwIfInterrupted(RemoteFile file) {
    if (Thread.currentThread().isInterrupted()) {
      throw new UnavailableException("pulling " + file.path() + " was interrupted", TRY_AGAIN);
    }
  }

  private static void throwIfFull(IOException e, RemoteFile file, PartFile part)
      throws IOException {
    if (DiskSpace.isFull(e.getMessage())) {
      part.delete();
      throw new StorageException("the disk is full: there is no room for " + file.path(), true, e);
    }
  }
}
