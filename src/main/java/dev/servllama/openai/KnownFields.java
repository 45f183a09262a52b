package dev.servllama.openai;

import java.util.Iterator;
import java.util.Set;

/**
 * The fields that an object may have where a wrong name must not pass: for OpenAI's own requests
 * clients send more than servers know, but here a slip of the pen would change what is stored.
 */
final class KnownFields {
  private KnownFields() {}

  static Fields check(Fields object, Set<String> known) {
    for (Iterator<String> names = object.names(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw Refusal.unknown(object.path().child(Refusal.shorten(name)));
      }
    }
    return object;
  }
}
