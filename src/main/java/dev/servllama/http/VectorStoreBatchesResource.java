package dev.servllama.http;

import dev.servllama.documents.Addition;
import dev.servllama.documents.DocumentCollection;
import dev.servllama.documents.catalog.FileBatch;
import dev.servllama.openai.FileAddition;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** {@code /v1/vector_stores/STORE/file_batches}: files that are put into a store together. */
@Path("v1/vector_stores/{store}/file_batches")
public final class VectorStoreBatchesResource {
  private final StoreAccess access;
  private final RequestGate gate;

  /** Everything comes from the application's wiring. */
  @Inject
  public VectorStoreBatchesResource(StoreAccess access, RequestGate gate) {
    this.access = access;
    this.gate = gate;
  }

  /** Puts files into the store. */
  @POST
  public void create(
      @Context HttpServletRequest request,
      @PathParam("store") String store,
      @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(
        gate,
        body -> {
          List<FileAddition> wanted = FileAddition.readAll(body);
          return () -> {
            DocumentCollection collection = access.require(request, store, null);
            List<Addition> additions =
                wanted.stream()
                    .map(each -> VectorStoreFilesResource.addition(access, request, each))
                    .toList();
            FileBatch batch = access.documents().changes().addBatch(collection, additions);
            exchange.succeed(DocumentsWire.batch(collection, batch));
          };
        });
  }

  /** A batch. */
  @GET
  @Path("{batch}")
  public Response get(
      @Context HttpServletRequest request,
      @PathParam("store") String store,
      @PathParam("batch") String batch) {
    DocumentCollection collection = access.require(request, store, null);
    return VectorStoresResource.json(
        DocumentsWire.batch(collection, collection.requireBatch(batch)));
  }

  /** A page of a batch's files. */
  @GET
  @Path("{batch}/files")
  public Response files(
      @Context HttpServletRequest request,
      @Context UriInfo uri,
      @PathParam("store") String store,
      @PathParam("batch") String batch) {
    DocumentCollection collection = access.require(request, store, null);
    return VectorStoreFilesResource.page(
        uri, collection, collection.entriesOf(collection.requireBatch(batch)));
  }

  /** Gives up what is not done. */
  @POST
  @Path("{batch}/cancel")
  public Response cancel(
      @Context HttpServletRequest request,
      @PathParam("store") String store,
      @PathParam("batch") String batch) {
    DocumentCollection collection = access.require(request, store, null);
    FileBatch cancelled = collection.cancel(collection.requireBatch(batch));
    return VectorStoresResource.json(DocumentsWire.batch(collection, cancelled));
  }
}
