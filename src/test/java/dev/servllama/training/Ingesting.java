package dev.servllama.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Short ways to fill and read datasets. */
final class Ingesting {
  static final String NAME = "set";

  private Ingesting() {}

  static Datasets open(Path folder) {
    return new Datasets(folder, new NoEmbedder(), Clock.systemUTC());
  }

  static Example example(String prompt, String response) {
    return new Example(prompt, response, Optional.empty());
  }

  static IngestReport add(Datasets datasets, String... prompts) {
    return ingest(
        datasets,
        NAME,
        false,
        Arrays.stream(prompts).map(p -> example(p, "re: " + p)).toArray(Example[]::new));
  }

  static IngestReport ingest(Datasets datasets, String name, boolean upsert, Example... examples) {
    return datasets.ingest(Datasets.SHARED, order(name, upsert, false, examples));
  }

  static IngestOrder order(String name, boolean upsert, boolean vectors, Example... examples) {
    List<IngestOrder.Candidate> candidates = new ArrayList<>();
    for (Example example : examples) {
      candidates.add(new IngestOrder.Candidate(candidates.size(), example));
    }
    return new IngestOrder(name, upsert, vectors, candidates, List.of());
  }

  static List<String> prompts(Datasets datasets) {
    return examples(datasets, NAME).stream().map(e -> e.example().prompt()).toList();
  }

  static List<StoredExample> examples(Datasets datasets, String name) {
    try (ExampleStream stream =
        datasets.read(Datasets.SHARED, name, Optional.empty(), Integer.MAX_VALUE)) {
      List<StoredExample> all = new ArrayList<>();
      for (Optional<StoredExample> next = stream.next(); next.isPresent(); next = stream.next()) {
        all.add(next.get());
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> problems(Datasets datasets) {
    return datasets.describe(Datasets.SHARED, NAME).problems();
  }
}
