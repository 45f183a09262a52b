package dev.servllama.documents.parsing.worker;

import dev.servllama.documents.parsing.worker.XmlEvents.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads files whose elements each hold a text: what documents say of themselves. */
final class TextFields {
  private static final int LONGEST = 2000;

  private TextFields() {}

  /** The first text of each element, by the element's name. */
  static Map<String, String> read(InputStream in) throws IOException {
    Map<String, String> fields = new HashMap<>();
    String name = "";
    StringBuilder text = new StringBuilder();
    try (XmlEvents xml = new XmlEvents(in)) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        switch (e.get()) {
          case START -> {
            name = xml.name();
            text.setLength(0);
          }
          case TEXT -> {
            if (text.length() < LONGEST) {
              text.append(xml.text());
            }
          }
          case END -> {
            if (xml.name().equals(name) && !text.toString().isBlank()) {
              fields.putIfAbsent(name, text.toString().strip());
            }
          }
        }
      }
    }
    return fields;
  }
}
