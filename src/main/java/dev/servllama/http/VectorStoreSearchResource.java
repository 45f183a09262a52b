package dev.servllama.http;

import dev.servllama.documents.DocumentCollection;
import dev.servllama.documents.Found;
import dev.servllama.documents.index.Ranking;
import dev.servllama.openai.VectorStoreSearchPage;
import dev.servllama.openai.VectorStoreSearchRequest;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/vector_stores/STORE/search}. */
@Path("v1/vector_stores/{store}/search")
public final class VectorStoreSearchResource {
  private final StoreAccess access;
  private final RequestGate gate;

  /** Everything comes from the application's wiring. */
  @Inject
  public VectorStoreSearchResource(StoreAccess access, RequestGate gate) {
    this.access = access;
    this.gate = gate;
  }

  /** Finds passages. */
  @POST
  public void search(
      @Context HttpServletRequest request,
      @PathParam("store") String store,
      @QueryParam("wait") String wait,
      @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(
        gate,
        body -> {
          VectorStoreSearchRequest search = VectorStoreSearchRequest.read(body);
          DocumentCollection collection = access.require(request, store, null);
          Patience patience = Patience.of(wait);
          return () -> {
            gate.awaitDocuments(patience, List.of(collection), exchange);
            exchange.succeed(search(collection, search));
          };
        });
  }

  private VectorStoreSearchPage search(
      DocumentCollection collection, VectorStoreSearchRequest search) {
    Map<String, Double> questions = new LinkedHashMap<>();
    search.queries().forEach(query -> questions.put(query, 1.0));
    // Counted first: what is finished in between is found although it is said to be unfinished.
    int unfinished = collection.counts().inProgress();
    List<Found> found =
        access
            .documents()
            .search(
                List.of(collection),
                questions,
                search.filter().map(DocumentsWire::filter),
                search.limit(),
                Ranking.HYBRID);
    return new VectorStoreSearchPage(
        search.queries(),
        found.stream()
            .filter(each -> each.score() >= search.threshold())
            .map(DocumentsWire::hit)
            .toList(),
        unfinished);
  }
}
