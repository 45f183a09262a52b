package dev.servllama.http;

import dev.servllama.documents.Addition;
import dev.servllama.documents.DocumentCollection;
import dev.servllama.documents.Documents;
import dev.servllama.documents.splitting.ChunkSize;
import dev.servllama.openai.Deleted;
import dev.servllama.openai.VectorStoreRequest;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /v1/vector_stores}: collections of documents. */
@Path("v1/vector_stores")
public final class VectorStoresResource {
  private static final int MOST = 100;

  private final StoreAccess access;
  private final RequestGate gate;

  /** Everything comes from the application's wiring. */
  @Inject
  public VectorStoresResource(StoreAccess access, RequestGate gate) {
    this.access = access;
    this.gate = gate;
  }

  /** Makes a store. */
  @POST
  public void create(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(
        gate,
        body -> {
          VectorStoreRequest wanted = VectorStoreRequest.read(body);
          return () -> exchange.succeed(DocumentsWire.store(create(request, wanted)));
        });
  }

  private DocumentCollection create(HttpServletRequest request, VectorStoreRequest wanted) {
    String owner = access.owner(request);
    Documents documents = access.documents();
    Optional<ChunkSize> size = DocumentsWire.size(wanted.chunking());
    // All of them must be there before anything is made.
    List<Addition> additions =
        wanted.fileIds().stream()
            .map(id -> new Addition(documents.files().require(owner, id), Map.of(), size))
            .toList();
    DocumentCollection collection =
        documents
            .changes()
            .create(owner, wanted.name().orElse(""), wanted.metadata().orElse(Map.of()));
    documents.changes().add(collection, additions);
    return collection;
  }

  /** A page of the stores. */
  @GET
  public Response list(@Context HttpServletRequest request, @Context UriInfo uri) {
    return json(
        Paging.of(uri.getQueryParameters(), MOST)
            .page(access.list(request), c -> c.store().id(), DocumentsWire::store));
  }

  /** A store. */
  @GET
  @Path("{store}")
  public Response get(@Context HttpServletRequest request, @PathParam("store") String store) {
    return json(DocumentsWire.store(access.require(request, store, null)));
  }

  /** Changes a store. */
  @POST
  @Path("{store}")
  public void modify(
      @Context HttpServletRequest request,
      @PathParam("store") String store,
      @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(
        gate,
        body -> {
          VectorStoreRequest wanted = VectorStoreRequest.read(body);
          return () -> {
            DocumentCollection collection = access.require(request, store, null);
            access
                .documents()
                .changes()
                .modify(
                    collection,
                    wanted.name().orElse(collection.store().name()),
                    wanted.metadata().orElse(collection.store().metadata()));
            exchange.succeed(DocumentsWire.store(collection));
          };
        });
  }

  /** Deletes a store; the files that were in it stay. */
  @DELETE
  @Path("{store}")
  public Response delete(@Context HttpServletRequest request, @PathParam("store") String store) {
    DocumentCollection collection = access.require(request, store, null);
    access.documents().changes().delete(collection);
    return json(new Deleted("vector_store.deleted", collection.store().id(), true));
  }

  static Response json(Record entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
