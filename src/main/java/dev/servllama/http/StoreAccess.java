package dev.servllama.http;

import dev.servllama.documents.DocumentCollection;
import dev.servllama.documents.Documents;
import dev.servllama.documents.DocumentsProvider;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * What documents a request may see: the one place where it is decided. Whatever it may not see is,
 * for it, not there. Thread-safe.
 */
public final class StoreAccess {
  private final DocumentsProvider provider;

  /** Everything comes from the application's wiring. */
  public StoreAccess(DocumentsProvider provider) {
    this.provider = provider;
  }

  Documents documents() {
    return provider.require();
  }

  String owner(HttpServletRequest request) {
    return Callers.of(request).owner();
  }

  /** The collections that a request may see. */
  List<DocumentCollection> list(HttpServletRequest request) {
    return documents().list(owner(request)).stream().filter(c -> mayUse(request, c)).toList();
  }

  /**
   * A collection, by its id or name.
   *
   * @param param the field that names it, or null if the path does
   * @throws dev.servllama.error.NotFoundException if the request may not see it
   */
  DocumentCollection require(HttpServletRequest request, String idOrName, String param) {
    return documents().require(list(request), idOrName, param);
  }

  private boolean mayUse(HttpServletRequest request, DocumentCollection collection) {
    return Callers.of(request).mayUse(collection.store().id(), collection.store().name());
  }
}
