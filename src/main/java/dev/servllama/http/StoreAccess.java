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
  private final Owners owners;
  private final CollectionRights rights;

  /** Everything comes from the application's wiring. */
  public StoreAccess(DocumentsProvider provider, Owners owners, CollectionRights rights) {
    this.provider = provider;
    this.owners = owners;
    this.rights = rights;
  }

  Documents documents() {
    return provider.require();
  }

  String owner(HttpServletRequest request) {
    return owners.of(request);
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
    return rights.mayUse(request, collection.store().id(), collection.store().name());
  }
}
