package dev.servllama.documents.parsing.worker;

import dev.servllama.documents.parsing.worker.XmlEvents.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Excel's workbooks: a sheet is a page, its first row heads the others. */
final class XlsxReader implements DocumentReader {
  private static final String MAIN = "xl/workbook.xml";

  @Override
  public void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException {
    try (Archive archive = Archive.open(file, limits)) {
      OfficeParts.meta(archive, sink);
      Map<String, String> parts = OfficeParts.relations(archive, MAIN);
      SheetCells cells = new SheetCells(strings(archive, limits), SheetDates.read(archive));
      for (Map.Entry<String, String> sheet : sheets(archive).entrySet()) {
        Optional<InputStream> in = archive.find(parts.getOrDefault(sheet.getKey(), ""));
        sink.page();
        sink.heading(1, sheet.getValue());
        if (in.isPresent()) {
          rows(in.get(), cells, sink);
        }
      }
    }
  }

  private static Map<String, String> sheets(Archive archive) throws IOException {
    Map<String, String> names = new LinkedHashMap<>();
    try (XmlEvents xml = new XmlEvents(archive.require(MAIN))) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        if (e.get() == Event.START && xml.name().equals("sheet")) {
          String name = xml.attribute("name").orElse("");
          xml.relation().ifPresent(id -> names.put(id, name));
        }
      }
    }
    return names;
  }

  private static List<String> strings(Archive archive, ReaderLimits limits) throws IOException {
    List<String> strings = new ArrayList<>();
    Optional<InputStream> in = archive.find("xl/sharedStrings.xml");
    if (in.isEmpty()) {
      return strings;
    }
    StringBuilder text = new StringBuilder();
    long all = 0;
    boolean inText = false;
    try (XmlEvents xml = new XmlEvents(in.get())) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        if (e.get() == Event.TEXT && inText) {
          text.append(xml.text());
        } else if (e.get() == Event.START) {
          inText = xml.name().equals("t");
        } else if (e.get() == Event.END) {
          inText = false;
          if (xml.name().equals("si")) {
            strings.add(text.toString());
            all += text.length();
            text.setLength(0);
          }
        }
        if (all > limits.characters()) {
          throw BadDocumentException.invalid("It has more text than is read.");
        }
      }
    }
    return strings;
  }

  private static void rows(InputStream in, SheetCells cells, BlockSink sink) throws IOException {
    boolean first = true;
    List<String> row = new ArrayList<>();
    try (XmlEvents xml = new XmlEvents(in)) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        switch (e.get()) {
          case START -> cells.start(xml);
          case TEXT -> cells.text(xml.text());
          case END -> {
            cells.end(xml.name()).ifPresent(row::add);
            if (xml.name().equals("row")) {
              String line = String.join("\t", row).strip();
              row.clear();
              if (!line.isEmpty()) {
                if (first) {
                  sink.heading(2, line.replace("\t", ", "));
                }
                sink.text(line);
                first = false;
              }
            }
          }
        }
      }
    }
  }
}
