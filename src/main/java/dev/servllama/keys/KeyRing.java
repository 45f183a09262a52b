package dev.servllama.keys;

import dev.servllama.config.Settings.ApiKey;
import dev.servllama.config.SettingsException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys and logins that are known: those of the settings, and those of the file. Thread-safe.
 */
public final class KeyRing {
  private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

  private final KeyBook fixed;
  private final Optional<KeyFile> file;
  private final Clock clock;
  private volatile KeyBook book;

  /**
   * @param keys of the settings: without limits, and they manage
   * @param file of more keys
   * @param clock tells when keys expire
   * @throws SettingsException if the file cannot be used
   */
  KeyRing(List<ApiKey> keys, Optional<Path> file, Clock clock) {
    this.fixed =
        new KeyBook(
            keys.stream().map(KeyRing::entry).toList(),
            KeyBook.EMPTY.users(),
            KeyBook.EMPTY.roles());
    this.file = file.map(KeyFile::new);
    this.clock = clock;
    try {
      book = this.file.map(KeyFile::read).map(this::withFixed).orElse(fixed);
    } catch (KeyFileException e) {
      throw new SettingsException(List.of("API_KEYS_FILE: " + e.getMessage()));
    }
  }

  private static KeyEntry entry(ApiKey key) {
    String name = key.name().orElse(Caller.SHARED);
    return new KeyEntry(
        Digest.of(key.key()), Optional.empty(), Caller.unlimited(name, name, Role.MANAGE));
  }

  private KeyBook withFixed(KeyBook ofFile) {
    for (KeyEntry entry : ofFile.keys()) {
      for (KeyEntry other : fixed.keys()) {
        boolean same =
            entry.caller().name().equals(other.caller().name())
                || entry.digest().matches(other.digest());
        if (same) {
          throw new KeyFileException(
              0, "", "the key named '%s' stands in API_KEYS, too".formatted(entry.caller().name()));
        }
      }
    }
    return fixed.and(ofFile);
  }

  /** Looks at a key. How long that takes tells nothing about the keys that are known. */
  public KeyCheck check(String key) {
    Optional<KeyEntry> entry = book.find(key);
    if (entry.isEmpty()) {
      return new KeyCheck.Unknown();
    }
    return entry.get().hasExpired(clock.instant())
        ? new KeyCheck.Expired()
        : new KeyCheck.Good(entry.get().granted());
  }

  /**
   * Whoever has logged in to the container.
   *
   * @param principal their name there
   * @param hasRole whether they have a role there
   * @return empty if neither name nor roles are known here
   */
  public Optional<Caller> login(String principal, Predicate<String> hasRole) {
    return book.login(principal, hasRole);
  }

  /** Whoever brings nothing, where nothing is required. They manage only if nobody else does. */
  public Caller anonymous() {
    Role role = book.equals(KeyBook.EMPTY) ? Role.MANAGE : Role.USE;
    return Caller.unlimited(Caller.ANONYMOUS, Caller.SHARED, role);
  }

  /** Whether a caller has lost what let them in, even if something else would let them in now. */
  boolean hasLost(Caller caller) {
    return !book.holds(caller.grant(), clock.instant());
  }

  /** Reads the file again if it has changed; if it is wrong now, what was good stays. */
  void refresh() {
    try {
      file.flatMap(KeyFile::readIfChanged).map(this::withFixed).ifPresent(this::replace);
    } catch (KeyFileException e) {
      log.error(
          "API_KEYS_FILE has changed but is wrong, so what it said before stays: {}",
          e.getMessage());
    }
  }

  private void replace(KeyBook changed) {
    book = changed;
    log.info("API_KEYS_FILE was read again: {} keys in all", changed.keys().size());
  }
}
