package dev.servllama.models.gguf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The name of one file of a model that llama.cpp's {@code gguf-split} cut into several, such as
 * {@code NAME-00001-of-00003.gguf}. The first describes the model.
 *
 * @param prefix what the names of all parts begin with
 * @param number this part, from 1
 * @param count how many parts there are, at least 1
 */
public record SplitName(String prefix, int number, int count) {
  private static final Pattern NAME = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.gguf");

  /** Takes a file's name (or a path's end) apart; empty if it is not of this form. */
  public static Optional<SplitName> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(matcher.group(2));
    int count = Integer.parseInt(matcher.group(3));
    return number >= 1 && number <= count
        ? Optional.of(new SplitName(matcher.group(1), number, count))
        : Optional.empty();
  }

  /** The names of all parts in order. */
  public List<String> all() {
    return IntStream.rangeClosed(1, count)
        .mapToObj(part -> "%s-%05d-of-%05d.gguf".formatted(prefix, part, count))
        .toList();
  }

  /** The files of all parts in order, beside the given one. */
  public List<Path> siblings(Path file) {
    return all().stream().map(file::resolveSibling).toList();
  }
}
