package dev.servllama.documents.parsing.worker;

import dev.servllama.documents.parsing.worker.XmlEvents.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** OpenDocument (ISO 26300): texts, and presentations and sheets by the same elements. */
final class OpenDocumentReader implements DocumentReader {
  private final StringBuilder paragraph = new StringBuilder();
  private final StringBuilder row = new StringBuilder();
  private int level;
  private int open;
  private int rows;
  private int skipped;

  @Override
  public void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException {
    try (Archive archive = Archive.open(file, limits)) {
      Optional<InputStream> meta = archive.find("meta.xml");
      if (meta.isPresent()) {
        Map<String, String> fields = TextFields.read(meta.get());
        sink.meta(
            fields.get("title"),
            fields.getOrDefault("initial-creator", fields.get("creator")),
            fields.getOrDefault("creation-date", fields.get("date")));
      }
      try (XmlEvents xml = new XmlEvents(archive.require("content.xml"))) {
        for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
          switch (e.get()) {
            case START -> start(xml, sink);
            case TEXT -> {
              if (open > 0 && skipped == 0) {
                paragraph.append(xml.text().replaceAll("\\s+", " "));
              }
            }
            case END -> end(xml.name(), sink);
          }
        }
      }
    }
  }

  private void start(XmlEvents xml, BlockSink sink) throws IOException {
    switch (xml.name()) {
      case "h" -> {
        open++;
        level =
            xml.attribute("outline-level")
                .filter(l -> l.matches("\\d"))
                .map(Integer::valueOf)
                .orElse(1);
      }
      case "p" -> open++;
      case "s" -> paragraph.append(' ');
      case "tab" -> paragraph.append('\t');
      case "line-break" -> paragraph.append('\n');
      case "page" -> sink.page();
      case "table-row" -> rows++;
      case "tracked-changes", "annotation" -> skipped++;
      default -> {
        // Looks are not looked at.
      }
    }
  }

  private void end(String name, BlockSink sink) throws IOException {
    switch (name) {
      case "h", "p" -> endParagraph(sink);
      case "table-cell" -> row.append('\t');
      case "table-row" -> {
        rows--;
        if (rows == 0) {
          sink.text(row.toString().strip());
          row.setLength(0);
        }
      }
      case "tracked-changes", "annotation" -> skipped--;
      default -> {
        // All else goes on.
      }
    }
  }

  private void endParagraph(BlockSink sink) throws IOException {
    open--;
    if (rows > 0) {
      row.append(row.isEmpty() || row.charAt(row.length() - 1) == '\t' ? "" : "\n");
      row.append(paragraph);
    } else if (level > 0) {
      sink.heading(level, paragraph.toString());
    } else {
      sink.text(paragraph.toString().strip());
    }
    paragraph.setLength(0);
    level = 0;
  }
}
