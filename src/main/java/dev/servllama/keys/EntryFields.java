package dev.servllama.keys;

import dev.servllama.config.NearName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Typed reading of the fields of one entry of the file. An empty value counts as none. */
final class EntryFields {
  private final FileNode.Fields fields;
  private final String path;

  /**
   * @param known what fields there may be
   * @throws KeyFileException if it has others, or is not made of fields
   */
  EntryFields(FileNode node, String path, List<String> known) {
    if (!(node instanceof FileNode.Fields of)) {
      throw new KeyFileException(node.line(), path, "expected names and values");
    }
    this.fields = of;
    this.path = path;
    of.fields().keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> unknown(name, known));
  }

  private void unknown(String name, List<String> known) {
    String instead =
        NearName.among(known, name.toLowerCase(Locale.ROOT).replace('-', '_'))
            .map(near -> "did you mean " + near + "?")
            .orElse("there are " + String.join(", ", known));
    throw new KeyFileException(
        fields.lines().get(name), pathOf(name), "there is no such field; " + instead);
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  KeyFileException problem(String name, String problem) {
    return new KeyFileException(
        fields.lines().getOrDefault(name, fields.line()), pathOf(name), problem);
  }

  int line() {
    return fields.line();
  }

  Optional<FileNode> node(String name) {
    FileNode node = fields.fields().get(name);
    boolean none = node == null || (node instanceof FileNode.Scalar scalar && scalar.isNull());
    return none ? Optional.empty() : Optional.of(node);
  }

  Optional<String> text(String name) {
    return node(name).map(node -> scalar(node, name));
  }

  private String scalar(FileNode node, String name) {
    if (node instanceof FileNode.Scalar scalar && !scalar.isNull() && !scalar.text().isBlank()) {
      return scalar.text().strip();
    }
    throw new KeyFileException(node.line(), pathOf(name), "expected a text");
  }

  OptionalLong number(String name, long least, long most) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long number = Long.parseLong(text.get());
      if (number >= least && number <= most) {
        return OptionalLong.of(number);
      }
    } catch (NumberFormatException e) {
      // Said below, in the same words.
    }
    throw problem(
        name,
        "expected a whole number from %d to %d, but got '%s'".formatted(least, most, text.get()));
  }

  Optional<Set<String>> names(String name) {
    Optional<FileNode> node = node(name);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof FileNode.Items list)) {
      throw problem(name, "expected a list");
    }
    Set<String> names = new LinkedHashSet<>();
    list.items().forEach(item -> names.add(scalar(item, name)));
    return Optional.of(names);
  }

  Role role() {
    String text = text("role").orElse("use");
    return switch (text) {
      case "use" -> Role.USE;
      case "manage" -> Role.MANAGE;
      default -> throw problem("role", "expected use or manage, but got '%s'".formatted(text));
    };
  }

  /** A date is its first moment, in UTC. */
  Optional<Instant> moment(String name) {
    return text(name)
        .map(
            text -> {
              try {
                return text.length() == "2027-01-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
              } catch (DateTimeException e) {
                throw problem(
                    name,
                    "expected a date such as 2027-01-31 or a time such as 2027-01-31T18:00:00Z,"
                        + " but got '%s'".formatted(text));
              }
            });
  }
}
