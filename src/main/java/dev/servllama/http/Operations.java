package dev.servllama.http;

import dev.servllama.metrics.HistoryReport;
import dev.servllama.metrics.MetricsReport;
import dev.servllama.openai.AppliedTemplate;
import dev.servllama.openai.ChatCompletion;
import dev.servllama.openai.ChatCompletionChunk;
import dev.servllama.openai.Completion;
import dev.servllama.openai.Deleted;
import dev.servllama.openai.DetokenizedText;
import dev.servllama.openai.EmbeddingList;
import dev.servllama.openai.IngestResult;
import dev.servllama.openai.ListPage;
import dev.servllama.openai.Model;
import dev.servllama.openai.ModelList;
import dev.servllama.openai.PullEvent;
import dev.servllama.openai.TokenList;
import dev.servllama.openapi.Operation;
import java.util.HashMap;
import java.util.Map;

/** What each route is for, by its method and path: the part that no code tells. */
final class Operations {
  private static final String OPENAI = "OpenAI";
  private static final String MODELS = "Models";
  private static final String TOKENS = "Tokens";
  private static final String TRAINING = "Training data";
  private static final String SERVER = "Server";

  private Operations() {}

  /** All of them. */
  static final Map<String, Operation> ALL = all();

  private static Map<String, Operation> all() {
    Map<String, Operation> all = new HashMap<>(DocumentOperations.ALL);
    all.putAll(own());
    return Map.copyOf(all);
  }

  private static Map<String, Operation> own() {
    return Map.ofEntries(
        Map.entry(
            "POST /v1/chat/completions",
            Operation.of(OPENAI, "Answers a conversation.", ChatCompletion.class)
                .orEventsOf(ChatCompletionChunk.class)
                .taking("ChatCompletionRequest")),
        Map.entry(
            "POST /v1/completions",
            Operation.of(OPENAI, "Continues texts.", Completion.class)
                .orEventsOf(Completion.class)
                .taking("CompletionRequest")),
        Map.entry(
            "POST /v1/embeddings",
            Operation.of(OPENAI, "Makes vectors of texts.", EmbeddingList.class)
                .taking("EmbeddingRequest")),
        Map.entry("GET /v1/models", Operation.of(OPENAI, "All models.", ModelList.class)),
        Map.entry(
            "GET /v1/models/{id}", Operation.of(OPENAI, "A model.", Model.class).failing(404)),
        Map.entry(
            "POST /v1/models/pull",
            Operation.of(MODELS, "Brings a model here.", Model.class)
                .orEventsOf(PullEvent.class)
                .taking("PullRequest")
                .failing(403, 507)),
        Map.entry(
            "POST /v1/models/{id}/load",
            Operation.of(MODELS, "Begins to load a model.", Model.class).failing(400, 403, 404)),
        Map.entry(
            "POST /v1/models/{id}/unload",
            Operation.of(MODELS, "Takes a model out of memory.", Model.class)
                .failing(400, 403, 404, 409)),
        Map.entry(
            "DELETE /v1/models/{id}",
            Operation.of(MODELS, "Deletes a model and its files.", Deleted.class)
                .failing(400, 403, 404, 409)),
        Map.entry(
            "POST /v1/tokenize",
            Operation.of(TOKENS, "The tokens of a text or a conversation.", TokenList.class)
                .taking("TokenizeRequest")),
        Map.entry(
            "POST /v1/detokenize",
            Operation.of(TOKENS, "The text of tokens.", DetokenizedText.class)
                .taking("DetokenizeRequest")),
        Map.entry(
            "POST /v1/apply-template",
            Operation.of(TOKENS, "The prompt that a chat request becomes.", AppliedTemplate.class)
                .taking("ChatCompletionRequest")),
        Map.entry(
            "POST /v1/training/ingest",
            Operation.of(TRAINING, "Adds examples to a dataset.", IngestResult.class)
                .taking("IngestRequest")
                .failing(409, 507)),
        Map.entry(
            "POST /v1/training/feedback",
            Operation.of(TRAINING, "Makes an example of a rated answer.", IngestResult.class)
                .taking("FeedbackRequest")
                .failing(409, 507)),
        Map.entry(
            "GET /v1/training/datasets", Operation.of(TRAINING, "All datasets.", ListPage.class)),
        Map.entry(
            "GET /v1/training/datasets/{name}",
            Operation.of(TRAINING, "A page of a dataset, or all of it.", ListPage.class)
                .orText("application/jsonl")
                .failing(404)),
        Map.entry(
            "DELETE /v1/training/datasets/{name}",
            Operation.of(TRAINING, "Deletes a dataset.", Deleted.class).failing(400, 404, 409)),
        Map.entry(
            "POST /v1/training/datasets/{name}/search",
            Operation.of(TRAINING, "Finds examples by meaning.", ListPage.class)
                .taking("DatasetSearchRequest")
                .failing(409)),
        Map.entry(
            "GET /v1/usage",
            Operation.of(SERVER, "What was used, by day.", UsageResource.History.class)),
        Map.entry(
            "GET /metrics",
            Operation.of(SERVER, "All numbers.", MetricsReport.class)
                .orText("text/plain")
                .orText("application/openmetrics-text")),
        Map.entry(
            "GET /metrics/history",
            Operation.of(SERVER, "The last quarter of an hour.", HistoryReport.class)),
        Map.entry(
            "GET /status/models",
            Operation.of(SERVER, "What the models are.", ModelCardsResource.Cards.class)),
        Map.entry(
            "GET /chat/config",
            Operation.of(SERVER, "What the pages ask first.", PageConfigResource.Config.class)),
        Map.entry(
            "GET /health",
            Operation.of(SERVER, "Whether requests are answered.", HealthResource.Health.class)
                .or(503, HealthResource.Health.class)),
        Map.entry(
            "GET /health/live",
            Operation.of(SERVER, "Whether the server runs.", HealthResource.Live.class)),
        Map.entry("GET /", Operation.of(SERVER, "What this is.", RootResource.Root.class)),
        Map.entry(
            "GET /openapi.json",
            Operation.of(SERVER, "This document.", OpenApiResource.Document.class)));
  }
}
