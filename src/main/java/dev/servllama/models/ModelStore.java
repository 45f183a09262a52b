package dev.servllama.models;

import dev.servllama.error.InvalidRequestException;
import dev.servllama.error.NotFoundException;
import dev.servllama.error.StorageException;
import dev.servllama.error.UnavailableException;
import dev.servllama.models.gguf.SplitName;
import dev.servllama.models.pull.ModelPuller;
import dev.servllama.models.pull.PullProgress;
import dev.servllama.models.pull.RemoteModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The models' folder. A name is only ever compared with the names of what is there and never made
 * into a path, so no name leads out of the folder. Thread-safe.
 */
public final class ModelStore {
  private static final String ENDING = ".gguf";

  /** {@code OWNER/REPO/folder/FILE.gguf} and one more. */
  private static final int MAX_DEPTH = 5;

  private final ModelSettings settings;
  private final ModelPuller puller;

  /**
   * @param settings where the models are and which one is wanted
   * @param puller for the one that is wanted but not there; pulls into the same folder
   */
  public ModelStore(ModelSettings settings, ModelPuller puller) {
    this.settings = settings;
    this.puller = puller;
  }

  /**
   * The ids of all models in the folder, sorted. Of a split model there is the first part; hidden
   * files and projectors ({@code mmproj}), which are no models of their own, are left out.
   *
   * @throws StorageException if the folder cannot be read
   */
  public List<String> ids() {
    Path directory = settings.directory();
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try {
      return ModelFiles.below(directory, MAX_DEPTH).stream()
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .filter(ModelStore::isModel)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new StorageException("the models' folder cannot be read: " + e.getMessage(), false, e);
    }
  }

  /**
   * The model that is wanted: the named one, or the first there is. It is pulled if it is not there
   * and can be: the default model into an empty folder, and whatever {@code hf:} names.
   *
   * @param progress is told how far a pull is
   * @throws NotFoundException if there is no model of the wanted name
   * @throws InvalidRequestException if the name begins with {@code hf:} but is not of that form
   * @throws UnavailableException if it cannot be pulled
   * @throws StorageException if the folder cannot be read or written, or the disk is full
   */
  public LocatedModel locate(Consumer<PullProgress> progress) {
    Optional<String> name = settings.name();
    if (name.isPresent() && name.get().startsWith(RemoteModel.PREFIX)) {
      return pull(remote(name.get()), progress);
    }
    Optional<LocatedModel> found = wanted();
    if (found.isPresent()) {
      return found.get();
    }
    RemoteModel standard = RemoteModel.defaultModel();
    if (name.isEmpty() || match(List.of(standard.id()), name.get()).isPresent()) {
      return pull(standard, progress);
    }
    throw new NotFoundException(
        "there is no model '" + name.get() + "' in the models' folder; there are: " + ids(),
        "MODEL_NAME",
        "model_not_found");
  }

  /**
   * The model that is wanted, if it is in the folder: the named one, or the first there is.
   *
   * @throws InvalidRequestException if the name begins with {@code hf:} but is not of that form
   * @throws StorageException if the folder cannot be read
   */
  public Optional<LocatedModel> wanted() {
    Optional<String> name =
        settings
            .name()
            .map(given -> given.startsWith(RemoteModel.PREFIX) ? remote(given).id() : given);
    List<String> ids = ids();
    return name.map(wanted -> match(ids, wanted))
        .orElse(ids.stream().findFirst())
        .map(id -> located(id, ids));
  }

  /**
   * The first there is.
   *
   * @throws StorageException if the folder cannot be read
   */
  public Optional<LocatedModel> first() {
    List<String> ids = ids();
    return ids.stream().findFirst().map(id -> located(id, ids));
  }

  private LocatedModel located(String id, List<String> ids) {
    return new LocatedModel(id, file(id), ids);
  }

  /**
   * The file of a model, which may have gone meanwhile.
   *
   * @param id one of {@link #ids}; no other text, for it becomes a path
   */
  public Path file(String id) {
    return settings.directory().resolve(id);
  }

  /**
   * Pulls a model, unless it is there.
   *
   * @param name {@code hf:OWNER/REPO/FILE.gguf}
   * @param progress is told how far it is
   * @throws InvalidRequestException if it is not of that form
   * @throws UnavailableException if it cannot be pulled
   * @throws StorageException if the folder cannot be written, or the disk is full
   */
  public LocatedModel pull(String name, Consumer<PullProgress> progress) {
    try {
      return pull(RemoteModel.parse(name), progress);
    } catch (IllegalArgumentException e) {
      throw InvalidRequestException.of("model", "'" + name + "' " + e.getMessage() + ".");
    }
  }

  /**
   * Deletes a model's files.
   *
   * @param parts all of them
   * @throws StorageException if one cannot be deleted
   */
  public void delete(List<Path> parts) {
    try {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new StorageException("The model cannot be deleted: " + e, false, e);
    }
  }

  private LocatedModel pull(RemoteModel model, Consumer<PullProgress> progress) {
    Path file = puller.pull(model, progress);
    return new LocatedModel(model.id(), file, ids());
  }

  private static RemoteModel remote(String name) {
    try {
      return RemoteModel.parse(name);
    } catch (IllegalArgumentException e) {
      throw InvalidRequestException.of("MODEL_NAME", "'" + name + "' " + e.getMessage());
    }
  }

  private static Optional<String> match(List<String> ids, String name) {
    return ids.stream().filter(id -> id.equals(name) || id.equals(name + ENDING)).findFirst();
  }

  private static boolean isModel(String id) {
    String file = id.substring(id.lastIndexOf('/') + 1);
    boolean hidden = id.startsWith(".") || id.contains("/.");
    boolean laterPart = SplitName.parse(file).filter(split -> split.number() > 1).isPresent();
    return file.endsWith(ENDING) && !hidden && !laterPart && !file.startsWith("mmproj");
  }
}
