package dev.servllama.documents.parsing.worker;

import dev.servllama.documents.parsing.worker.XmlEvents.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PowerPoint's presentations: a slide is a page, its notes belong to it. */
final class PptxReader implements DocumentReader {
  private static final String MAIN = "ppt/presentation.xml";

  @Override
  public void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException {
    try (Archive archive = Archive.open(file, limits)) {
      OfficeParts.meta(archive, sink);
      Map<String, String> parts = OfficeParts.relations(archive, MAIN);
      for (String id : slides(archive)) {
        String slide = parts.getOrDefault(id, "");
        sink.page();
        Optional<InputStream> in = archive.find(slide);
        if (in.isPresent()) {
          new Slide(sink).read(in.get());
          notes(archive, slide, sink);
        }
      }
    }
  }

  private static List<String> slides(Archive archive) throws IOException {
    List<String> ids = new ArrayList<>();
    try (XmlEvents xml = new XmlEvents(archive.require(MAIN))) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        if (e.get() == Event.START && xml.name().equals("sldId")) {
          xml.relation().ifPresent(ids::add);
        }
      }
    }
    return ids;
  }

  private static void notes(Archive archive, String slide, BlockSink sink) throws IOException {
    for (String part : OfficeParts.relations(archive, slide).values()) {
      Optional<InputStream> in =
          part.startsWith("ppt/notesSlides/") ? archive.find(part) : Optional.empty();
      if (in.isPresent()) {
        new Slide(sink).read(in.get());
      }
    }
  }

  private static final class Slide {
    private final BlockSink sink;
    private final StringBuilder shape = new StringBuilder();
    private boolean title;
    private boolean number;
    private boolean inText;

    private Slide(BlockSink sink) {
      this.sink = sink;
    }

    private void read(InputStream in) throws IOException {
      try (XmlEvents xml = new XmlEvents(in)) {
        for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
          switch (e.get()) {
            case START -> start(xml);
            case TEXT -> {
              if (inText) {
                shape.append(xml.text());
              }
            }
            case END -> end(xml.name());
          }
        }
      }
    }

    private void start(XmlEvents xml) {
      switch (xml.name()) {
        case "ph" -> {
          String type = xml.attribute("type").orElse("");
          title = type.equals("title") || type.equals("ctrTitle");
          number = type.equals("sldNum");
        }
        case "t" -> inText = true;
        case "br" -> shape.append('\n');
        default -> {
          // Looks are not looked at.
        }
      }
    }

    private void end(String name) throws IOException {
      switch (name) {
        case "t" -> inText = false;
        case "p" -> shape.append('\n');
        case "tc" -> shape.append('\t');
        case "sp", "tr" -> flush();
        default -> {
          // All else goes on.
        }
      }
    }

    private void flush() throws IOException {
      if (title) {
        sink.heading(1, shape.toString());
      } else if (!number) {
        sink.text(shape.toString().strip());
      }
      shape.setLength(0);
      title = false;
      number = false;
    }
  }
}
