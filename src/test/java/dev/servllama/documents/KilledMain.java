package dev.servllama.documents;

import java.nio.file.Path;
import java.util.UUID;

/** Uploads and indexes until it is killed, and says what was accepted. */
final class KilledMain {
  private KilledMain() {}

  public static void main(String[] arguments) {
    DocumentsFixture docs = DocumentsFixture.open(Path.of(arguments[0]), new HashEmbedder(32));
    DocumentCollection collection =
        docs.documents().list(DocumentsFixture.OWNER).isEmpty()
            ? docs.collection("killed")
            : docs.require("killed");
    for (int i = 0; ; i++) {
      String code = UUID.randomUUID().toString().replace("-", "");
      docs.add(collection, docs.upload(i + ".txt", "The code is " + code));
      // A dot tells a whole line from one that was cut.
      System.out.println(code + ".");
      if (collection.counts().inProgress() > 20) {
        docs.await(collection);
      }
    }
  }
}
