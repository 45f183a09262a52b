package dev.servllama.keys;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes a {@link KeyBook} of a key file. Nothing in it is passed over. */
final class KeyFileReader {
  private static final List<String> SECTIONS = List.of("keys", "users", "roles");
  private static final List<String> COMMON =
      List.of(
          "owner",
          "role",
          "models",
          "requests_per_minute",
          "tokens_per_minute",
          "tokens_per_day",
          "tokens_per_month",
          "concurrent_requests",
          "priority",
          "collections");
  private static final List<String> OF_KEYS =
      Stream.concat(Stream.of("key", "sha256", "name", "expires"), COMMON.stream()).toList();
  private static final long MOST = 10_000_000_000L;
  private static final int MOST_PRIORITY = 10;

  private KeyFileReader() {}

  /**
   * @param json whether the text is JSON; else it is YAML
   * @throws KeyFileException with the first thing that is wrong
   */
  static KeyBook read(String text, boolean json) {
    EntryFields root = new EntryFields(FileNode.parse(text, json), "", SECTIONS);
    return new KeyBook(keys(root), logins(root, "users"), logins(root, "roles"));
  }

  private static List<KeyEntry> keys(EntryFields root) {
    Optional<FileNode> node = root.node("keys");
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof FileNode.Items list)) {
      throw root.problem("keys", "expected a list");
    }
    List<KeyEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FileNode item : list.items()) {
      String path = "keys[%d]".formatted(entries.size());
      EntryFields fields = new EntryFields(item, path, OF_KEYS);
      KeyEntry entry = key(fields);
      if (!names.add(entry.caller().name())) {
        throw fields.problem("name", "there is another key of this name");
      }
      if (entries.stream().anyMatch(other -> other.digest().matches(entry.digest()))) {
        throw new KeyFileException(item.line(), path, "this key stands here twice");
      }
      entries.add(entry);
    }
    return List.copyOf(entries);
  }

  private static KeyEntry key(EntryFields fields) {
    String name =
        fields.text("name").orElseThrow(() -> fields.problem("name", "a key must have a name"));
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")) {
      throw fields.problem(
          "name", "expected up to 64 letters, digits and ._@-, but got '%s'".formatted(name));
    }
    if (name.equals(Caller.SHARED) || name.equals(Caller.ANONYMOUS)) {
      throw fields.problem("name", "'%s' is the name of callers without one".formatted(name));
    }
    return new KeyEntry(digest(fields), fields.moment("expires"), login(fields).callerOfKey(name));
  }

  private static Digest digest(EntryFields fields) {
    Optional<String> key = fields.text("key");
    Optional<String> hex = fields.text("sha256");
    if (key.isPresent() == hex.isPresent()) {
      throw fields.problem(
          key.isPresent() ? "sha256" : "key", "a key must have either key or sha256");
    }
    if (key.isPresent()) {
      if (!key.get().matches("[\\x21-\\x7e]+")) {
        throw fields.problem("key", "a key may hold visible ASCII characters only, no blanks");
      }
      return Digest.of(key.get());
    }
    if (!hex.get().matches("[0-9a-fA-F]{64}")) {
      throw fields.problem("sha256", "expected 64 hexadecimal digits");
    }
    return Digest.ofHex(hex.get());
  }

  private static Map<String, Login> logins(EntryFields root, String section) {
    Optional<FileNode> node = root.node(section);
    if (node.isEmpty()) {
      return Map.of();
    }
    if (!(node.get() instanceof FileNode.Fields entries)) {
      throw root.problem(section, "expected names and values");
    }
    Map<String, Login> logins = new LinkedHashMap<>();
    entries.fields().forEach((name, entry) -> logins.put(name, login(entry, section + "." + name)));
    return logins;
  }

  /** Nothing behind the name is an entry as well: everything is as it is by default. */
  private static Login login(FileNode entry, String path) {
    boolean none = entry instanceof FileNode.Scalar scalar && scalar.isNull();
    FileNode fields = none ? new FileNode.Fields(entry.line(), Map.of(), Map.of()) : entry;
    return login(new EntryFields(fields, path, COMMON));
  }

  private static Login login(EntryFields fields) {
    return new Login(
        fields.text("owner"),
        fields.role(),
        new Limits(
            fields.number("requests_per_minute", 1, MOST),
            fields.number("tokens_per_minute", 1, MOST),
            fields.number("tokens_per_day", 1, MOST),
            fields.number("tokens_per_month", 1, MOST),
            fields.number("concurrent_requests", 1, MOST)),
        fields.names("models"),
        (int) fields.number("priority", -MOST_PRIORITY, MOST_PRIORITY).orElse(0),
        fields.names("collections"));
  }
}
