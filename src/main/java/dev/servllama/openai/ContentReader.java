package dev.servllama.openai;

import java.util.ArrayList;
import java.util.List;

/** Reads what a message says. */
final class ContentReader {
  private ContentReader() {}

  /** Reads a string or a list of text parts; {@code refusals} says whether those count as text. */
  static Content read(Value content, boolean refusals) {
    if (content.node().isTextual()) {
      return new Content.Text(content.asString());
    }
    if (!content.node().isArray()) {
      throw content.typeError("one of a string or array of objects");
    }
    List<String> parts = new ArrayList<>();
    for (Value part : content.asList(Integer.MAX_VALUE)) {
      parts.add(readPart(part.asObject(), refusals));
    }
    return new Content.Parts(parts);
  }

  private static String readPart(Fields part, boolean refusals) {
    Value type = part.require("type");
    switch (type.asString()) {
      case "text":
        return part.require("text").asString();
      case "image_url", "input_audio", "file", "video_url", "audio_url":
        throw Refusal.unsupportedValue(
            type.path(), type.node().toString(), "the model takes text only.");
      case "refusal":
        if (refusals) {
          return part.require("refusal").asString();
        }
        break;
      default:
        break;
    }
    throw Refusal.notOneOf(
        type.path(), type.asString(), refusals ? List.of("text", "refusal") : List.of("text"));
  }
}
