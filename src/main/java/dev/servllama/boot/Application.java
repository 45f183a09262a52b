package dev.servllama.boot;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.servllama.chat.ChatService;
import dev.servllama.chat.CompletionService;
import dev.servllama.chat.ModelManager;
import dev.servllama.chat.ServedModels;
import dev.servllama.chat.TokenService;
import dev.servllama.embedding.Embedder;
import dev.servllama.http.AllowedModels;
import dev.servllama.http.AnswerMemory;
import dev.servllama.http.AnswerMeter;
import dev.servllama.http.AnswerSender;
import dev.servllama.http.ChatCompletionsResource;
import dev.servllama.http.CompletionsResource;
import dev.servllama.http.CorsFilter;
import dev.servllama.http.DatasetsResource;
import dev.servllama.http.DocumentContext;
import dev.servllama.http.Drain;
import dev.servllama.http.DrainFilter;
import dev.servllama.http.EmbeddingModel;
import dev.servllama.http.EmbeddingsResource;
import dev.servllama.http.ErrorMapper;
import dev.servllama.http.EventFrameWriter;
import dev.servllama.http.FeedbackResource;
import dev.servllama.http.FileLimit;
import dev.servllama.http.FilesResource;
import dev.servllama.http.HealthResource;
import dev.servllama.http.HostFilter;
import dev.servllama.http.IngestResource;
import dev.servllama.http.JsonBodyWriter;
import dev.servllama.http.KeyFilter;
import dev.servllama.http.MetricsHistoryResource;
import dev.servllama.http.MetricsResource;
import dev.servllama.http.ModelCardsResource;
import dev.servllama.http.ModelManagementResource;
import dev.servllama.http.ModelsResource;
import dev.servllama.http.OpenApiResource;
import dev.servllama.http.PageConfigResource;
import dev.servllama.http.PageSettings;
import dev.servllama.http.PullSender;
import dev.servllama.http.RateLimitHeaders;
import dev.servllama.http.RequestGate;
import dev.servllama.http.RootResource;
import dev.servllama.http.RouteFilter;
import dev.servllama.http.ServerInfo;
import dev.servllama.http.StoreAccess;
import dev.servllama.http.TokensResource;
import dev.servllama.http.UsageResource;
import dev.servllama.http.VectorStoreBatchesResource;
import dev.servllama.http.VectorStoreFilesResource;
import dev.servllama.http.VectorStoreSearchResource;
import dev.servllama.http.VectorStoresResource;
import dev.servllama.keys.UsageStore;
import dev.servllama.metrics.Metrics;
import dev.servllama.openai.Json;
import dev.servllama.retrieval.Retriever;
import dev.servllama.training.Datasets;
import dev.servllama.training.Feedback;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** What Jersey serves. */
public final class Application extends ResourceConfig {

  /**
   * @param context holds the server that the listener has started
   */
  public Application(@Context ServletContext context) {
    Servllama servllama = (Servllama) context.getAttribute(ServllamaListener.ATTRIBUTE);
    ObjectMapper mapper = Json.mapper();
    property(ServerProperties.WADL_FEATURE_DISABLE, true);
    property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
    // Images, XML and the like: nothing here speaks them.
    property(CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");
    // Jersey would have the container write its own page for an error.
    property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
    register(EventFrameWriter.class);
    register(new DrainFilter(servllama.drain()));
    register(new RouteFilter());
    register(new CorsFilter(servllama.access()));
    register(new HostFilter(servllama.access()));
    register(new KeyFilter(servllama.access()));
    register(new RateLimitHeaders(servllama.keys().meter()));
    register(new JsonBodyWriter(mapper));
    register(ErrorMapper.class);
    register(RootResource.class);
    register(PageConfigResource.class);
    register(HealthResource.class);
    register(OpenApiResource.class);
    register(ModelsResource.class);
    register(ModelCardsResource.class);
    register(ModelManagementResource.class);
    register(MetricsResource.class);
    register(MetricsHistoryResource.class);
    register(ChatCompletionsResource.class);
    register(CompletionsResource.class);
    register(EmbeddingsResource.class);
    register(TokensResource.class);
    register(UsageResource.class);
    register(IngestResource.class);
    register(DatasetsResource.class);
    register(FeedbackResource.class);
    register(FilesResource.class);
    register(VectorStoresResource.class);
    register(VectorStoreFilesResource.class);
    register(VectorStoreBatchesResource.class);
    register(VectorStoreSearchResource.class);
    register(new Parts(servllama, mapper));
  }

  private static final class Parts extends AbstractBinder {
    private final Servllama servllama;
    private final ObjectMapper mapper;

    private Parts(Servllama servllama, ObjectMapper mapper) {
      this.servllama = servllama;
      this.mapper = mapper;
    }

    @Override
    protected void configure() {
      bind(servllama.info()).to(ServerInfo.class);
      bind(servllama.drain()).to(Drain.class);
      bind(servllama.page()).to(PageSettings.class);
      bind(servllama.gate()).to(RequestGate.class);
      bind(servllama.models()).to(ServedModels.class);
      bind(servllama.models()).to(ModelManager.class);
      bind(new PullSender(servllama.models(), mapper)).to(PullSender.class);
      bind(servllama.embedder()).to(Embedder.class);
      bind(servllama.embeddingModel()).to(EmbeddingModel.class);
      bind(new AllowedModels(servllama.models(), servllama.embeddingModel()))
          .to(AllowedModels.class);
      bind(servllama.keys().usage()).to(UsageStore.class);
      bind(servllama.datasets()).to(Datasets.class);
      StoreAccess access = new StoreAccess(servllama.documents());
      bind(access).to(StoreAccess.class);
      bind(new DocumentContext(
              access,
              new Retriever(servllama.embedder()),
              servllama.documents().settings().defaults()))
          .to(DocumentContext.class);
      bind(new FileLimit(servllama.documents().settings().maxFileBytes())).to(FileLimit.class);
      bind(servllama.feedback()).to(Feedback.class);
      bind(new AnswerMemory(servllama.feedback())).to(AnswerMemory.class);
      bind(new AnswerSender(mapper)).to(AnswerSender.class);
      bind(new AnswerMeter(servllama.metrics().models())).to(AnswerMeter.class);
      bind(servllama.metrics()).to(Metrics.class);
      bind(new ChatService()).to(ChatService.class);
      bind(new TokenService()).to(TokenService.class);
      bind(new CompletionService()).to(CompletionService.class);
      bind(mapper).to(ObjectMapper.class);
      bind(Clock.systemUTC()).to(Clock.class);
    }
  }
}
