package dev.servllama.documents.parsing.worker;

import dev.servllama.documents.parsing.worker.XmlEvents.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What all formats of Office Open XML (ECMA-376) have in common. */
final class OfficeParts {
  private OfficeParts() {}

  /**
   * The parts that a part refers to.
   *
   * @return paths within the archive, by the id of the relationship
   */
  static Map<String, String> relations(Archive archive, String part) throws IOException {
    int slash = part.lastIndexOf('/') + 1;
    String folder = part.substring(0, slash);
    Map<String, String> targets = new HashMap<>();
    Optional<InputStream> in = archive.find(folder + "_rels/" + part.substring(slash) + ".rels");
    if (in.isEmpty()) {
      return targets;
    }
    try (XmlEvents xml = new XmlEvents(in.get())) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        if (e.get() == Event.START && xml.name().equals("Relationship")) {
          String target = xml.attribute("Target").orElse("");
          String id = xml.attribute("Id").orElse("");
          targets.put(id, resolve(folder, target));
        }
      }
    }
    return targets;
  }

  static String resolve(String folder, String target) {
    String path = target.startsWith("/") ? target : "/" + folder + target;
    // A target is another part's name; whatever it is, it is only looked up in the archive.
    while (path.contains("/../")) {
      path = path.replaceFirst("(/[^/]+)?/\\.\\./", "/");
    }
    return path.substring(1);
  }

  static void meta(Archive archive, BlockSink sink) throws IOException {
    Optional<InputStream> in = archive.find("docProps/core.xml");
    if (in.isPresent()) {
      Map<String, String> fields = TextFields.read(in.get());
      sink.meta(
          fields.get("title"),
          fields.get("creator"),
          fields.getOrDefault("created", fields.get("modified")));
    }
  }
}
