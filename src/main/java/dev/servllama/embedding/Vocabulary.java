package dev.servllama.embedding;

import com.fasterxml.jackson.databind.JsonNode;

/** What a tokenizer's definition says of its tokens. */
final class Vocabulary {
  private Vocabulary() {}

  /** One more than the greatest id. */
  static int size(JsonNode tokenizer) {
    int greatest = -1;
    JsonNode words = tokenizer.at("/model/vocab");
    if (words.isArray()) {
      greatest = words.size() - 1;
    } else {
      for (JsonNode id : words) {
        greatest = Math.max(greatest, id.asInt());
      }
    }
    for (JsonNode added : tokenizer.path("added_tokens")) {
      greatest = Math.max(greatest, added.path("id").asInt());
    }
    return greatest + 1;
  }
}
