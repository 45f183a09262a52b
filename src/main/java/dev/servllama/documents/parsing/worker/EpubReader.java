package dev.servllama.documents.parsing.worker;

import dev.servllama.documents.parsing.worker.XmlEvents.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;

/** EPUB: the files of its spine, one after another. Its pages are made by whoever shows it. */
final class EpubReader implements DocumentReader {

  @Override
  public void read(Path file, BlockSink sink, ReaderLimits limits) throws IOException {
    try (Archive archive = Archive.open(file, limits)) {
      String root = root(archive);
      Map<String, String> fields = TextFields.read(archive.require(root));
      sink.meta(fields.get("title"), fields.get("creator"), fields.get("date"));
      for (String chapter : spine(archive, root)) {
        Optional<InputStream> in = archive.find(chapter);
        if (in.isPresent()) {
          try (InputStream page = in.get()) {
            HtmlReader.read(Jsoup.parse(page, null, ""), sink);
          }
        }
      }
    }
  }

  private static String root(Archive archive) throws IOException {
    try (XmlEvents xml = new XmlEvents(archive.require("META-INF/container.xml"))) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        if (e.get() == Event.START && xml.name().equals("rootfile")) {
          return xml.attribute("full-path").orElse("");
        }
      }
    }
    throw BadDocumentException.invalid("It does not say where its contents are.");
  }

  private static List<String> spine(Archive archive, String root) throws IOException {
    String folder = root.substring(0, root.lastIndexOf('/') + 1);
    Map<String, String> manifest = new HashMap<>();
    List<String> spine = new ArrayList<>();
    try (XmlEvents xml = new XmlEvents(archive.require(root))) {
      for (Optional<Event> e = xml.next(); e.isPresent(); e = xml.next()) {
        if (e.get() == Event.START && xml.name().equals("item")) {
          String href = xml.attribute("href").orElse("").replace("+", "%2B");
          manifest.put(
              xml.attribute("id").orElse(""),
              OfficeParts.resolve(folder, URLDecoder.decode(href, StandardCharsets.UTF_8)));
        } else if (e.get() == Event.START && xml.name().equals("itemref")) {
          xml.attribute("idref").map(manifest::get).ifPresent(spine::add);
        }
      }
    }
    return spine;
  }
}
