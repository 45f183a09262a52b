package dev.servllama.chat;

import dev.servllama.error.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By which names models are asked for: their ids, with or without {@code .gguf}, and names that
 * stand for others.
 *
 * @param aliases other names to ids or names; the key {@code *} stands for any name
 */
public record ModelNames(Map<String, String> aliases) {
  private static final String SUFFIX = ".gguf";
  private static final String ANY = "*";

  /** Copies the aliases. */
  public ModelNames {
    aliases = Map.copyOf(aliases);
  }

  /**
   * The id that a name means, of those that there are.
   *
   * @param ids the first is the default
   * @param name empty for the default
   */
  public Optional<String> find(List<String> ids, Optional<String> name) {
    if (name.isEmpty()) {
      return ids.stream().findFirst();
    }
    String asked = name.get();
    Optional<String> meant = Optional.ofNullable(aliases.get(asked));
    return meant
        .flatMap(alias -> named(ids, alias))
        .or(() -> named(ids, asked))
        .or(() -> Optional.ofNullable(aliases.get(ANY)).flatMap(alias -> named(ids, alias)));
  }

  /**
   * The id that a name means.
   *
   * @throws NotFoundException if there is none, with those that there are
   */
  public String require(List<String> ids, Optional<String> name) {
    return find(ids, name)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "The model '%s' does not exist; this server has '%s'."
                        .formatted(name.orElse(""), String.join("', '", ids)),
                    "model",
                    "model_not_found"));
  }

  /** The id of that very name. */
  public static Optional<String> named(List<String> ids, String name) {
    return ids.stream().filter(id -> id.equals(name) || id.equals(name + SUFFIX)).findFirst();
  }
}
