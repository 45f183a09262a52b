package dev.servllama.http;

import dev.servllama.openai.Deleted;
import dev.servllama.openai.FileContentPage;
import dev.servllama.openai.FileObject;
import dev.servllama.openai.ListPage;
import dev.servllama.openai.VectorStoreBatchObject;
import dev.servllama.openai.VectorStoreFileObject;
import dev.servllama.openai.VectorStoreObject;
import dev.servllama.openai.VectorStoreSearchPage;
import dev.servllama.openapi.Operation;
import java.util.Map;

/** What the routes of files and vector stores are for. */
final class DocumentOperations {
  private static final String FILES = "Files";
  private static final String STORES = "Vector stores";
  private static final String STORE = "/v1/vector_stores/{store}";

  private DocumentOperations() {}

  static final Map<String, Operation> ALL =
      Map.ofEntries(
          Map.entry(
              "POST /v1/files",
              Operation.of(FILES, "Takes in a file.", FileObject.class)
                  .takingForm("FileUpload")
                  .failing(507)),
          Map.entry(
              "GET /v1/files", Operation.of(FILES, "All files.", ListPage.class).failing(400)),
          Map.entry(
              "GET /v1/files/{file}",
              Operation.of(FILES, "A file.", FileObject.class).failing(404)),
          Map.entry(
              "GET /v1/files/{file}/content",
              Operation.ofText(FILES, "What was uploaded.", "application/octet-stream")
                  .failing(404)),
          Map.entry(
              "DELETE /v1/files/{file}",
              Operation.of(FILES, "Deletes a file.", Deleted.class).failing(404, 507)),
          Map.entry(
              "POST /v1/vector_stores",
              Operation.of(STORES, "Makes a collection of documents.", VectorStoreObject.class)
                  .taking("VectorStoreRequest")
                  .failing(507)),
          Map.entry(
              "GET /v1/vector_stores",
              Operation.of(STORES, "All collections.", ListPage.class).failing(400)),
          Map.entry(
              "GET " + STORE,
              Operation.of(STORES, "A collection, by id or name.", VectorStoreObject.class)
                  .failing(404)),
          Map.entry(
              "POST " + STORE,
              Operation.of(STORES, "Changes a collection.", VectorStoreObject.class)
                  .taking("VectorStoreRequest")
                  .failing(507)),
          Map.entry(
              "DELETE " + STORE,
              Operation.of(STORES, "Deletes a collection, not its files.", Deleted.class)
                  .failing(400, 404, 507)),
          Map.entry(
              "POST " + STORE + "/search",
              Operation.of(
                      STORES, "Finds passages by meaning and words.", VectorStoreSearchPage.class)
                  .taking("VectorStoreSearchRequest")),
          Map.entry(
              "POST " + STORE + "/files",
              Operation.of(STORES, "Adds a file.", VectorStoreFileObject.class)
                  .taking("VectorStoreFileRequest")
                  .failing(507)),
          Map.entry(
              "GET " + STORE + "/files",
              Operation.of(STORES, "The files of a collection.", ListPage.class).failing(400, 404)),
          Map.entry(
              "GET " + STORE + "/files/{file}",
              Operation.of(STORES, "How far a file is.", VectorStoreFileObject.class).failing(404)),
          Map.entry(
              "GET " + STORE + "/files/{file}/content",
              Operation.of(STORES, "The text that was read.", FileContentPage.class).failing(404)),
          Map.entry(
              "POST " + STORE + "/files/{file}",
              Operation.of(STORES, "Changes a file's attributes.", VectorStoreFileObject.class)
                  .taking("FileAttributes")
                  .failing(507)),
          Map.entry(
              "DELETE " + STORE + "/files/{file}",
              Operation.of(STORES, "Takes a file out.", Deleted.class).failing(400, 404, 507)),
          Map.entry(
              "POST " + STORE + "/file_batches",
              Operation.of(STORES, "Adds several files.", VectorStoreBatchObject.class)
                  .taking("FileBatchRequest")
                  .failing(507)),
          Map.entry(
              "GET " + STORE + "/file_batches/{batch}",
              Operation.of(STORES, "How far a batch is.", VectorStoreBatchObject.class)
                  .failing(404)),
          Map.entry(
              "GET " + STORE + "/file_batches/{batch}/files",
              Operation.of(STORES, "The files of a batch.", ListPage.class).failing(400, 404)),
          Map.entry(
              "POST " + STORE + "/file_batches/{batch}/cancel",
              Operation.of(STORES, "Stops a batch.", VectorStoreBatchObject.class)
                  .failing(404, 507)));
}
