package dev.servllama.chat;

import dev.servllama.error.NotFoundException;
import java.util.Map;
import java.util.Optional;

/**
 * By which names a model is asked for.
 *
 * @param id its own
 * @param aliases other names to ids or names; the key {@code *} stands for any name
 */
public record ModelNames(String id, Map<String, String> aliases) {
  private static final String SUFFIX = ".gguf";
  private static final String ANY = "*";

  /** Copies the aliases. */
  public ModelNames {
    aliases = Map.copyOf(aliases);
  }

  /**
   * Checks that a name is this model's.
   *
   * @param name empty for the default
   * @throws NotFoundException if it is not
   */
  public void require(Optional<String> name) {
    if (name.isPresent() && !isOwn(name.get())) {
      throw new NotFoundException(
          "The model '%s' does not exist; this server has '%s'.".formatted(name.get(), id),
          "model",
          "model_not_found");
    }
  }

  /** Whether a name is this model's. */
  public boolean isOwn(String name) {
    String meant = aliases.containsKey(name) ? aliases.get(name) : aliases.getOrDefault(ANY, name);
    return names(name) || names(meant);
  }

  private boolean names(String name) {
    return name.equals(id) || (name + SUFFIX).equals(id);
  }
}
