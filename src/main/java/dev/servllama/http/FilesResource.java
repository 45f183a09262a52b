package dev.servllama.http;

import dev.servllama.documents.Documents;
import dev.servllama.documents.catalog.StoredFile;
import dev.servllama.openai.Deleted;
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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** {@code /v1/files}: files that are uploaded to be put into vector stores. */
@Path("v1/files")
public final class FilesResource {
  private static final int MOST = 10_000;

  private final StoreAccess access;
  private final RequestGate gate;
  private final FileLimit limit;

  /** Everything comes from the application's wiring. */
  @Inject
  public FilesResource(StoreAccess access, RequestGate gate, FileLimit limit) {
    this.access = access;
    this.gate = gate;
    this.limit = limit;
  }

  /** Takes in a file. */
  @POST
  public void upload(@Context HttpServletRequest request, @Suspended AsyncResponse response) {
    Exchange exchange = gate.open(request, response);
    try {
      gate.checkContentEncoding(request);
      Documents documents = access.documents();
      UploadForm form = new UploadForm(documents, limit.bytes());
      UploadBody.read(request, form)
          .whenComplete(
              (nothing, failure) -> {
                if (failure != null) {
                  form.discard();
                  exchange.fail(failure);
                } else {
                  gate.execute(() -> finish(exchange, documents, form));
                }
              });
    } catch (IOException | RuntimeException e) {
      exchange.fail(e);
    }
  }

  private void finish(Exchange exchange, Documents documents, UploadForm form) {
    try {
      StoredFile file = form.finish(access.owner(exchange.request()));
      exchange.succeed(DocumentsWire.file(documents, file));
    } catch (RuntimeException e) {
      form.discard();
      exchange.fail(e);
    }
  }

  /** A page of the files. */
  @GET
  public Response list(@Context HttpServletRequest request, @Context UriInfo uri) {
    String purpose = uri.getQueryParameters().getFirst("purpose");
    Documents documents = access.documents();
    List<StoredFile> files =
        documents.files().list(access.owner(request)).stream()
            .filter(file -> purpose == null || file.purpose().equals(purpose))
            .toList();
    return VectorStoresResource.json(
        Paging.of(uri.getQueryParameters(), MOST)
            .page(files, StoredFile::id, file -> DocumentsWire.file(documents, file)));
  }

  /** A file. */
  @GET
  @Path("{file}")
  public Response get(@Context HttpServletRequest request, @PathParam("file") String id) {
    Documents documents = access.documents();
    StoredFile file = documents.files().require(access.owner(request), id);
    return VectorStoresResource.json(DocumentsWire.file(documents, file));
  }

  /** The content of a file, as it was uploaded, whatever the request accepts. */
  @GET
  @Path("{file}/content")
  public Response content(@Context HttpServletRequest request, @PathParam("file") String id) {
    Documents documents = access.documents();
    StoredFile file = documents.files().require(access.owner(request), id);
    String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    StreamingOutput bytes = out -> Files.copy(documents.files().content(file.id()), out);
    return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header("Content-Length", file.bytes())
        // Nothing that somebody has uploaded is shown as a page of this server.
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + name)
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  /** Deletes a file, and takes it out of all stores. */
  @DELETE
  @Path("{file}")
  public Response delete(@Context HttpServletRequest request, @PathParam("file") String id) {
    access.documents().changes().deleteFile(access.owner(request), id);
    return VectorStoresResource.json(new Deleted("file", id, true));
  }
}
