package dev.servllama.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.servllama.openai.FeedbackRequest;
import dev.servllama.openai.IngestRequest;
import dev.servllama.openai.IngestResult;
import dev.servllama.openai.TrainingDataset;
import dev.servllama.openai.TrainingExample;
import dev.servllama.training.DatasetInfo;
import dev.servllama.training.Example;
import dev.servllama.training.Feedback;
import dev.servllama.training.IngestOrder;
import dev.servllama.training.IngestReport;
import dev.servllama.training.StoredExample;
import java.util.OptionalLong;

/** The training package's words in those of the wire, and back. */
final class TrainingWire {
  private TrainingWire() {}

  static IngestOrder order(IngestRequest request) {
    return new IngestOrder(
        request.dataset(),
        request.upsert(),
        request.storeEmbeddings(),
        request.examples().stream()
            .map(
                e ->
                    new IngestOrder.Candidate(
                        e.index(), new Example(e.prompt(), e.response(), e.meta())))
            .toList(),
        request.refused().stream()
            .map(r -> new IngestReport.Refused(r.index(), r.reason()))
            .toList());
  }

  static Feedback.Opinion opinion(FeedbackRequest request) {
    return new Feedback.Opinion(
        request.completion(),
        request.choice(),
        request.good(),
        request.comment(),
        request.correction());
  }

  static IngestResult result(String dataset, IngestReport report) {
    return new IngestResult(
        dataset,
        report.added(),
        report.replaced(),
        report.refused().stream()
            .map(r -> new IngestRequest.Unreadable(r.index(), r.reason()))
            .toList(),
        report.examples());
  }

  static TrainingDataset dataset(DatasetInfo info) {
    return new TrainingDataset(
        info.name(),
        info.examples(),
        info.bytes(),
        orNull(info.created()),
        info.updated(),
        info.embeddings(),
        info.embeddingModel().orElse(null),
        info.problems());
  }

  /**
   * @param score null where nothing was looked for
   */
  static TrainingExample example(StoredExample stored, Double score) {
    return new TrainingExample(
        stored.name(),
        orNull(stored.created()),
        score,
        stored.example().prompt(),
        stored.example().response(),
        stored.example().meta().<JsonNode>map(meta -> meta).orElse(null));
  }

  private static Long orNull(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
