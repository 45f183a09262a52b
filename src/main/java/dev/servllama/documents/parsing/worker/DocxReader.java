package dev.servllama.documents.parsing.worker;

import dev.servllama.documents.parsing.worker.XmlEvents.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Word's documents. They have no pages before they are laid out. */
final class DocxReader implements DocumentReader {
  private static final Pattern HEADING = Pattern.compile("heading ([1-9])");

  private final Map<String, Integer> levels = new HashMap<>();
  private final StringBuilder paragraph = new StringBuilder();
  private final StringBuilder row = new StringBuilder();
  private int level;
  private int tables;
  private boolean inText;

  @Override
  public void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException {
    try (Archive archive = Archive.open(file, limits)) {
      OfficeParts.meta(archive, sink);
      Optional<InputStream> styles = archive.find("word/styles.xml");
      if (styles.isPresent()) {
        readStyles(styles.get());
      }
      readText(archive.require("word/document.xml"), sink);
      for (String notes : new String[] {"word/footnotes.xml", "word/endnotes.xml"}) {
        Optional<InputStream> in = archive.find(notes);
        if (in.isPresent()) {
          readText(in.get(), sink);
        }
      }
    }
  }

  /** Ids of styles are in the language of whoever made them, names of headings are English. */
  private void readStyles(InputStream in) throws IOException {
    String style = "";
    try (XmlEvents xml = new XmlEvents(in)) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        if (e.get() != Event.START) {
          continue;
        }
        switch (xml.name()) {
          case "style" -> style = xml.attribute("styleId").orElse("");
          case "name" -> {
            String name = xml.attribute("val").orElse("").toLowerCase(Locale.ROOT);
            Matcher heading = HEADING.matcher(name);
            if (heading.matches()) {
              levels.put(style, Integer.parseInt(heading.group(1)));
            } else if (name.equals("title")) {
              levels.put(style, 1);
            }
          }
          default -> {
            // Looks are not looked at.
          }
        }
      }
    }
  }

  private void readText(InputStream in, BlockSink sink) throws IOException {
    try (XmlEvents xml = new XmlEvents(in)) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        switch (e.get()) {
          case START -> start(xml);
          case TEXT -> {
            if (inText) {
              paragraph.append(xml.text());
            }
          }
          case END -> end(xml.name(), sink);
        }
      }
    }
  }

  private void start(XmlEvents xml) {
    switch (xml.name()) {
      case "pStyle" -> level = xml.attribute("val").map(levels::get).orElse(0);
      case "t" -> inText = true;
      case "tab" -> paragraph.append('\t');
      case "br", "cr" -> paragraph.append('\n');
      case "noBreakHyphen" -> paragraph.append('-');
      case "tbl" -> tables++;
      default -> {
        // Looks are not looked at.
      }
    }
  }

  private void end(String name, BlockSink sink) throws IOException {
    switch (name) {
      case "t" -> inText = false;
      case "p" -> endParagraph(sink);
      case "tc" -> row.append('\t');
      case "tr" -> {
        sink.text(row.toString().strip());
        row.setLength(0);
      }
      case "tbl" -> tables--;
      default -> {
        // All else goes on.
      }
    }
  }

  private void endParagraph(BlockSink sink) throws IOException {
    if (tables > 0) {
      row.append(row.isEmpty() || row.charAt(row.length() - 1) == '\t' ? "" : "\n");
      row.append(paragraph);
    } else if (level > 0) {
      sink.heading(level, paragraph.toString());
    } else {
      sink.text(paragraph);
    }
    paragraph.setLength(0);
    level = 0;
  }
}
