package dev.servllama.http;

import dev.servllama.documents.Addition;
import dev.servllama.documents.DocumentCollection;
import dev.servllama.documents.Documents;
import dev.servllama.documents.catalog.Entry;
import dev.servllama.documents.index.IndexedChunk;
import dev.servllama.error.InvalidRequestException;
import dev.servllama.openai.Deleted;
import dev.servllama.openai.FileAddition;
import dev.servllama.openai.FileContentPage;
import dev.servllama.openai.TextContent;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;

/** {@code /v1/vector_stores/STORE/files}: the files of a store. */
@Path("v1/vector_stores/{store}/files")
public final class VectorStoreFilesResource {
  private static final int MOST = 100;

  private final StoreAccess access;
  private final RequestGate gate;

  /** Everything comes from the application's wiring. */
  @Inject
  public VectorStoreFilesResource(StoreAccess access, RequestGate gate) {
    this.access = access;
    this.gate = gate;
  }

  /** Puts a file into the store. */
  @POST
  public void add(
      @Context HttpServletRequest request,
      @PathParam("store") String store,
      @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(
        gate,
        body -> {
          FileAddition wanted = FileAddition.read(body);
          return () -> {
            DocumentCollection collection = access.require(request, store, null);
            Entry added =
                access
                    .documents()
                    .changes()
                    .add(collection, List.of(addition(access, request, wanted)))
                    .get(0);
            exchange.succeed(DocumentsWire.entry(collection, added));
          };
        });
  }

  static Addition addition(StoreAccess access, HttpServletRequest request, FileAddition wanted) {
    Documents documents = access.documents();
    return new Addition(
        documents.files().require(access.owner(request), wanted.fileId()),
        wanted.attributes(),
        DocumentsWire.size(wanted.chunking()));
  }

  /** A page of the store's files. */
  @GET
  public Response list(
      @Context HttpServletRequest request, @Context UriInfo uri, @PathParam("store") String store) {
    DocumentCollection collection = access.require(request, store, null);
    return page(uri, collection, collection.entries());
  }

  static Response page(UriInfo uri, DocumentCollection collection, List<Entry> entries) {
    String state = uri.getQueryParameters().getFirst("filter");
    if (state != null
        && !List.of("in_progress", "completed", "failed", "cancelled").contains(state)) {
      throw InvalidRequestException.of(
          "filter",
          "Invalid 'filter': expected 'in_progress', 'completed', 'failed' or 'cancelled'.");
    }
    List<Entry> shown =
        entries.stream()
            .filter(e -> state == null || DocumentsWire.status(e.state()).equals(state))
            .toList();
    return VectorStoresResource.json(
        Paging.of(uri.getQueryParameters(), MOST)
            .page(shown, Entry::fileId, entry -> DocumentsWire.entry(collection, entry)));
  }

  /** A file of the store. */
  @GET
  @Path("{file}")
  public Response get(
      @Context HttpServletRequest request,
      @PathParam("store") String store,
      @PathParam("file") String file) {
    DocumentCollection collection = access.require(request, store, null);
    return VectorStoresResource.json(DocumentsWire.entry(collection, collection.require(file)));
  }

  /** The passages of a file. */
  @GET
  @Path("{file}/content")
  public Response content(
      @Context HttpServletRequest request,
      @PathParam("store") String store,
      @PathParam("file") String file) {
    DocumentCollection collection = access.require(request, store, null);
    List<IndexedChunk> chunks = collection.chunks(collection.require(file).fileId());
    return VectorStoresResource.json(
        new FileContentPage(chunks.stream().map(c -> new TextContent(c.text())).toList()));
  }

  /** Changes a file's attributes. */
  @POST
  @Path("{file}")
  public void modify(
      @Context HttpServletRequest request,
      @PathParam("store") String store,
      @PathParam("file") String file,
      @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    exchange.accept(
        gate,
        body -> {
          Map<String, Object> attributes = FileAddition.readAttributes(body);
          return () -> {
            DocumentCollection collection = access.require(request, store, null);
            Entry changed =
                access.documents().changes().setAttributes(collection, file, attributes);
            exchange.succeed(DocumentsWire.entry(collection, changed));
          };
        });
  }

  /** Takes a file out of the store; the file itself stays. */
  @DELETE
  @Path("{file}")
  public Response delete(
      @Context HttpServletRequest request,
      @PathParam("store") String store,
      @PathParam("file") String file) {
    access.documents().changes().remove(access.require(request, store, null), file);
    return VectorStoresResource.json(new Deleted("vector_store.file.deleted", file, true));
  }
}
